// What must hold of every page, whatever it shows: each function throws where it does not.

// Words only: no key of the dictionaries, no code, no hole that was not filled.
export async function wordsOnly(page) {
  const text = await page.locator("body").innerText();
  const bad = text.match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\{\w+\}|\bundefined\b|\bNaN\b|\[object/g);
  if (bad) throw new Error(`not words: ${[...new Set(bad)].join(", ")}`);
}

export async function oneHeading(page) {
  const count = await page.locator("h1").count();
  if (count !== 1) throw new Error(`${count} h1`);
}

// Every error that a summary lists leads to a field that is there.
export async function errorsLead(page) {
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll(".error-summary a[href^='#']")]
      .filter((link) => !document.getElementById(link.getAttribute("href").slice(1)))
      .map((link) => link.textContent),
  );
  if (lost.length > 0) throw new Error(`no field for: ${lost.join(", ")}`);
}

// Controls of at least 44 by 44 px; links inside a line of text may be smaller (WCAG 2.5.8).
export async function targets(page) {
  const small = await page.evaluate(() => {
    const least = 44 - 0.5;
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const reach = (element) => {
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const sizes = (own, drawn) => Math.max(own, after.content === "none" ? 0 : drawn || 0);
      return [
        sizes(box.width, Number.parseFloat(after.inlineSize)),
        sizes(box.height, Number.parseFloat(after.blockSize)),
      ];
    };
    return [...document.querySelectorAll("button, summary, select, textarea, input, a[href]")]
      .filter(shown)
      .filter((element) => !element.closest(".visually-hidden, .skip-link"))
      .filter(
        (element) => element.localName !== "a" || getComputedStyle(element).display !== "inline",
      )
      .filter((element) => {
        const label = element.id && document.querySelector(`label[for="${element.id}"]`);
        const is_mark = element.type === "radio" || element.type === "checkbox";
        const [width, height] = reach(is_mark && label ? label : element);
        return width < least || height < least;
      })
      .map((element) => `${reach(element).map(Math.round).join("x")} ${element.outerHTML}`);
  });
  if (small.length > 0)
    throw new Error(`small targets\n    ${small.map((html) => html.slice(0, 160)).join("\n    ")}`);
}

// Wherever Tab leads, one sees where one is, and nothing lies over it.
export async function focusSeen(page) {
  await page.evaluate(() => {
    document.activeElement?.blur?.();
    window.scrollTo(0, 0);
  });
  const seen = new Set();
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return "end";
      const drawn = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
      const near = [
        element,
        element.parentElement,
        element.nextElementSibling,
        element.closest("label"),
      ];
      const parts = near
        .filter(Boolean)
        .flatMap((one) => [
          getComputedStyle(one),
          getComputedStyle(one, "::after"),
          getComputedStyle(one, "::before"),
        ]);
      const box = element.getBoundingClientRect();
      const is_in_view = box.bottom > 0 && box.top < window.innerHeight;
      if (!parts.some(drawn)) return `no focus to be seen: ${element.outerHTML.slice(0, 160)}`;
      return is_in_view ? "" : `focus out of sight: ${element.outerHTML.slice(0, 160)}`;
    });
    if (fault === "end") break;
    if (fault) throw new Error(fault);
    seen.add(step);
  }
  if (seen.size < 2) throw new Error("Tab led nowhere");
}
