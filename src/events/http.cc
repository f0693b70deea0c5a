#include "events/http.h"

#include "events/awards.h"
#include "events/bookings.h"
#include "events/campaigns.h"
#include "events/centre_days.h"
#include "events/events.h"
#include "events/evidence.h"
#include "events/plans.h"

namespace zhulian::events {

using http::get;
using http::make;

http::Routes events_routes() {
  return {
      get<find_kinds>("/event-kinds", Right::events_read,
                      "Kinds of events that may be recorded in the caller's place today."),
      get<find_events>("/events", Right::events_read,
                       "Events of the caller's areas, newest first."),
      make<record_event>("/events", Right::events_record,
                         "Plans an event, or records one that was held."),
      get<open_event>("/events/{event}", Right::events_read, "One event with its roll."),
      make<hold>("/events/{event}/holding", Right::events_record, "It took place."),
      make<close>("/events/{event}/closing", Right::events_record,
                  "Its record is complete; the roll changes no more."),
      make<cancel>("/events/{event}/cancellation", Right::events_record, "It will not take place."),
      make<correct>("/events/{event}/correction", Right::events_record,
                    "A new event that stands for this one."),
      make<mark>("/events/{event}/roll", Right::events_record, "Marks one person on the roll."),
      make<add_slot>("/events/{event}/slots", Right::events_record,
                     "Opens part of a planned day for booking."),
      make<change_places>("/slots/{slot}/places", Right::events_record,
                          "Changes how many a slot takes; never fewer than have booked."),
      get<find_offers>("/slots", Right::bookings_make,
                       "Slots that may still be booked, the soonest first."),
      make<book>("/slots/{slot}/bookings", Right::bookings_make,
                 "Books places for a person, or for a party that is only counted."),
      make<cancel_booking>("/bookings/{booking}/cancellation", Right::bookings_make,
                           "Gives booked places back."),
      http::upload<send_evidence>("/event-files", Right::events_record,
                                  "Sends up a photo as proof (multipart: file, id)."),
      http::download<read_evidence>("/events/{event}/evidence/{file}", Right::events_read,
                                    "image/*", "A photo of an event."),

      get<open_day>("/sites/{site}/day", Right::events_read,
                    "Everybody enrolled at a site on a day, with marks and birthdays."),
      make<mark_day>("/sites/{site}/day/marks", Right::events_record,
                     "Marks somebody on a site's day; the first mark makes the day."),
      get<find_enrolments>("/enrolments", Right::events_read,
                           "Who is enrolled at sites of the caller's areas."),
      make<enrol>("/enrolments", Right::enrolments_write, "Enrols a person at a site."),
      make<end_enrolment>("/enrolments/{enrolment}/end", Right::enrolments_write,
                          "Ends an enrolment."),

      get<find_plans>("/plans", Right::events_read,
                      "Whom somebody looks in on again and again, the longest overdue first."),
      make<add_plan>("/plans", Right::events_record, "Begins to look in on a person."),
      make<end_plan>("/plans/{plan}/end", Right::events_record, "Ends a plan."),

      get<find_campaigns>("/campaigns", Right::events_read, "Campaigns within the caller's sight."),
      make<add_campaign>("/campaigns", Right::campaigns_write, "Adds a campaign."),
      get<open_campaign>("/campaigns/{campaign}", Right::events_read,
                         "One campaign, and who waits for a parcel where."),
      make<freeze>("/campaigns/{campaign}/parcels/freeze", Right::campaigns_write,
                   "Freezes the list of who gets a parcel, at a day."),
      get<find_parcels>("/campaigns/{campaign}/parcels", Right::events_read,
                        "The parcels of a campaign."),
      make<deliver_parcel>("/campaigns/{campaign}/parcels/{person}/delivery", Right::events_record,
                           "Hands a parcel over."),

      get<find_awards>("/awards", Right::events_read,
                       "Awards of the caller's areas, the latest nomination first."),
      make<nominate>("/awards", Right::events_record, "Nominates a person or an organisation."),
      get<open_award>("/awards/{award}", Right::events_read, "One award with its steps."),
      make<review_award>("/awards/{award}/review", Right::campaigns_write,
                         "Passes a nomination, or refuses it."),
      make<publish_award>("/awards/{award}/notice", Right::campaigns_write,
                          "Shows in public who is to be honoured, for some days."),
      make<object>("/awards/{award}/objections", Right::events_record,
                   "Writes down what somebody has against it."),
      make<grant_award>("/awards/{award}/granting", Right::campaigns_write,
                        "Gives the award, after its notice."),
      make<withdraw_award>("/awards/{award}/withdrawal", Right::campaigns_write,
                           "Takes a nomination or an award back."),
  };
}

}  // namespace zhulian::events
