import { say, type Examples } from "./example.ts";
import { ProblemError } from "../api/problem.ts";
import { useForm } from "../form/use-form.ts";
import { Form } from "./form.tsx";
import { Select } from "./select.tsx";
import { TextArea } from "./text-area.tsx";

// Sending it empty shows the summary; sending it filled shows a refusal of the server.
function Live() {
  const form = useForm({
    draft: null,
    initial: { category: "", words: "" },
    validate: (values) => ({
      category: values.category
        ? undefined
        : say("请选择需求类别", "Choose the category of the need"),
      words: values.words ? undefined : say("请写下具体想要什么", "Write what is wished for"),
    }),
    submit: async () => {
      throw new ProblemError({
        status: 409,
        type: "needs.published_already",
        title: say("这条需求已经发榜", "This need is already published"),
        detail: say(
          "这条需求已经发榜。请到“需求”里查看。",
          "This need is already published. See it under Needs.",
        ),
        faults: [],
      });
    },
  });
  const choices = [{ value: "home", label: say("居家改造", "Home adaptation") }];
  return (
    <Form form={form} send={say("登记需求", "Record the need")}>
      <Select
        label={say("需求类别", "Category of the need")}
        choices={choices}
        {...form.field("category")}
      />
      <TextArea
        label={say("具体想要什么", "What is wished for")}
        limit={200}
        {...form.field("words")}
      />
    </Form>
  );
}

export default {
  component: "Form",
  examples: [
    {
      name: () => say("错误汇总与服务器的回绝", "The summary and a refusal of the server"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
