// The dialogs of a person's page, each sent with nothing in it: its errors are open.
const dialogs = {
  consent: /^(登记同意|Enter a consent)$/,
  qualification: /^(登记资格|Enter a qualification)$/,
  member: /^(添加家庭成员|Add a member)$/,
  fact: /^(给.+记情况|Record something of .+)$/,
};

export function personDialogs(person) {
  return Object.entries(dialogs).map(([name, button]) => ({
    name: `person-${name}`,
    route: "/people/:person",
    path: `/people/${person}`,
    ready: ".timeline",
    act: async (page) => {
      await page.locator("main section").getByRole("button", { name: button }).first().click();
      const dialog = page.locator("dialog[open]");
      await dialog.waitFor();
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator(".error-summary").waitFor();
    },
  }));
}
