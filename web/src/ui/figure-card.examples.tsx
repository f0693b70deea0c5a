import { say, type Examples } from "./example.ts";
import { FigureCard } from "./figure-card.tsx";

export default {
  component: "FigureCard",
  examples: [
    {
      name: () => say("有数和没数", "Known and unknown"),
      show: () => (
        <div className="cards">
          <FigureCard
            level={4}
            name={say("服务人次", "Services")}
            value="1,817"
            unit={say("人次", "attendances")}
            basis={say("2026年，黄州区", "2026, Huangzhou")}
            to="/gallery"
          />
          <FigureCard
            level={4}
            name={say("有需求者得到服务的比例", "Share of those with needs who were served")}
            value="90.2%"
            unit=""
            basis={say("274 人中的 247 人", "247 of 274 people")}
            to="/gallery"
          />
          <FigureCard
            level={4}
            name={say("平均满意度", "Mean evaluation")}
            value={undefined}
            unit={say("星", "stars")}
            basis={say("还没有评价", "No evaluations yet")}
          />
        </div>
      ),
    },
  ],
} satisfies Examples;
