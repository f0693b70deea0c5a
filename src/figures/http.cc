#include "figures/http.h"

#include "figures/figures.h"

namespace zhulian::figures {

http::Routes figures_routes() {
  return {
      http::get<find_figures>("/figures", Right::figures_read,
                              "Every figure of the packs for an area and period."),
      http::get<records_of>("/figures/{figure}/records", Right::figures_read,
                            "The records a figure counts or adds up."),
  };
}

}  // namespace zhulian::figures
