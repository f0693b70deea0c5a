#include "registry/sites_http.h"

#include "registry/groups.h"
#include "registry/sites.h"

namespace zhulian::registry {

http::Routes site_routes() {
  using enum Right;
  return {
      http::get<find_sites>("/sites", sites_read, "Sites of the caller's areas, by name."),
      http::make<add_site>("/sites", sites_write, "Enters a site."),
      http::get<open_site>("/sites/{site}", sites_read,
                           "One site: rooms, services, hours, and how long it was open."),
      http::make<move_site>("/sites/{site}/addresses", sites_write,
                            "Moves a site; it stays the site it was."),
      http::make<end_site>("/sites/{site}/end", sites_write, "Ends a site."),
      http::make<add_room>("/sites/{site}/rooms", sites_write, "Enters a room."),
      http::make<end_room>("/sites/{site}/rooms/{room}/end", sites_write, "Ends a room."),
      http::make<add_service>("/sites/{site}/services", sites_write, "Enters a service item."),
      http::make<end_service>("/sites/{site}/services/{service}/end", sites_write,
                              "Ends a service item."),
      http::make<add_catchment>("/sites/{site}/catchment", sites_write,
                                "Enters a village that the site serves."),
      http::make<end_catchment>("/sites/{site}/catchment/{area}/end", sites_write,
                                "Ends the service of a village."),
      http::make<set_hours>("/sites/{site}/hours", sites_write, "Sets the weekly hours."),
      http::make<add_exception>("/sites/{site}/exceptions", sites_write,
                                "Closes or opens a site on one day, with the reason."),
      http::make<add_use>("/sites/{site}/uses", sites_write,
                          "Gives a body hours of a weekday in a place that several share."),
      http::make<end_use>("/sites/{site}/uses/{use}/end", sites_write, "Ends a body's hours."),
      http::make<sign_in>("/sites/{site}/openings", sites_open, "Signs in: the site is open."),
      http::make<sign_out>("/sites/{site}/openings/{opening}/close", sites_open,
                           "Signs out: the site is closed."),
      http::make<correct_opening>("/sites/{site}/openings/{opening}/correction", sites_open,
                                  "A sign-in or sign-out that was wrong: a new one stands for it."),
      http::get<find_groups>("/groups", people_read,
                             "Groups of the caller's areas, the newest first: one plus one plus "
                             "one, joint branches."),
      http::make<add_group>("/groups", organisations_write,
                            "Binds several parties to one another."),
      http::get<open_group>("/groups/{group}", people_read, "One group and who stood in it."),
      http::make<replace_part>("/groups/{group}/parts", organisations_write,
                               "Puts somebody else into one part from a day on."),
      http::make<end_group>("/groups/{group}/end", organisations_write, "Ends a group."),
  };
}

}  // namespace zhulian::registry
