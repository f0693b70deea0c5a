#include "figures/http.h"

#include "figures/brief.h"
#include "figures/pledges.h"
#include "figures/report.h"
#include "platform/files.h"

namespace zhulian::figures {
namespace {

http::Route a_workbook(http::Route route) {
  route.description.output_type = media_type(FileKind::xlsx);
  return route;
}

}  // namespace

http::Routes figures_routes() {
  return {
      http::get<find_figures>("/figures", Right::figures_read,
                              "Every figure of the packs for an area and period."),
      http::get<records_of>("/figures/{figure}/records", Right::figures_read,
                            "The records a figure counts or adds up."),
      a_workbook(http::outside<download_brief>("GET", "/figures/brief.xlsx", Right::figures_read,
                                               200, "The figures as a workbook with definitions.")),
      http::get<find_pledges>("/pledges", Right::figures_read,
                              "Pledges of a year, each with its figure as it stands."),
      http::make<add_pledge>(
          "/pledges", Right::campaigns_write,
          "Keeps what was pledged in public: a figure, and the number to reach."),
      http::make<correct_pledge>("/pledges/{pledge}/correction", Right::campaigns_write,
                                 "A new row that stands for this pledge: another target."),
      http::make<close_pledge>("/pledges/{pledge}/closing", Right::campaigns_write,
                               "The year is over: keeps the figure as it came out."),
      http::get<find_places>("/places", Right::figures_read,
                             "Places of the packs whose published report is answered here."),
      http::get<open_report>("/places/{place}/report", Right::figures_read,
                             "A place's report: each statement, computed beside published."),
  };
}

}  // namespace zhulian::figures
