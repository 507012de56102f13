#include "nuzuh/movement/mean_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/flow.hpp"
#include "nuzuh/movement/program.hpp"
#include "nuzuh/movement/weights.hpp"
#include "nuzuh/movement/wide.hpp"

namespace nuzuh::movement {

namespace on_scalar { void flow(const FlowStep& step, const int* sources, int begin, int end); }
namespace on_avx2 { void flow(const FlowStep& step, const int* sources, int begin, int end); }
namespace on_avx512 { void flow(const FlowStep& step, const int* sources, int begin, int end); }

namespace {

using Index = std::size_t;
using Lanes = std::array<double, k_wide>;

/// Up to eight runs through the whole period.
class Batch {
 public:
  Batch(const Plan& plan, const Program& program, std::span<const Parameters* const> runs, Isa isa)
      : plan_(plan), program_(program), layout_(program.layout), used_(runs.size()),
        flow_(isa == Isa::avx512 ? on_avx512::flow : isa == Isa::avx2 ? on_avx2::flow : on_scalar::flow),
        order_free_(!plan.rules.admission_in_list_order), people_(lanes(static_cast<Index>(layout_.cells()))),
        weight_(lanes(plan.routes.size() + plan.nodes.size() - plan.places.size())), stay_(lanes(plan.nodes.size())),
        present_(lanes(plan.limited.size())), close_at_(lanes(plan.limited.size())), open_(lanes(plan.limited.size())),
        wish_(order_free_ ? lanes(plan.arcs.size()) : Wide()), fresh_(k_wide * plan.places.size(), 0),
        admits_(plan.limited.size(), 0), scratch_(most_routes(plan)) {
    std::fill(open_.begin(), open_.end(), 1.0);
    if (plan.sinks && plan.rules.leavers_stay_counted) still_counted_ = lanes(static_cast<Index>(plan.sites));
    for (Index lane = 0; lane < k_wide; ++lane) weights_.push_back(std::make_unique<Weights>(plan, *runs[std::min(lane, used_ - 1)]));
    for (Index site = 0; plan.take_from_population && site < static_cast<Index>(plan.sites); ++site) {
      population_.insert(population_.end(), k_wide, static_cast<double>(plan.places[site].population));
    }
    for (const FirstCrowd& crowd : plan.first_people) {
      for (Index lane = 0; lane < k_wide; ++lane) share_out(crowd.site, crowd.shares, lane, static_cast<double>(crowd.people));
    }
  }

  void day(int t) {
    day_ = t;
    for (Index lane = 0; lane < used_; ++lane) {
      weights_[lane]->before_spawn(t);
      set_out(lane);
    }
    count_present();
    for (Index lane = 0; lane < used_; ++lane) {
      weights_[lane]->dawn(t);
      for (const int place : weights_[lane]->refreshed()) spread(place, lane);
    }
    close_links();
    refresh_openness();
    advance_travellers();

    FlowStep step{program_.sources_on(plan_, t).data(), layout_.target.data(), program_.marks.data(), weight_.data(), stay_.data(),
                  close_at_.data(), people_.data(), present_.data(), order_free_ ? wish_.data() : nullptr, admits_.data(), true};
    // Nobody arrives before everybody has decided: the morning's short ways are counted as present at once, but not checked.
    flow_(step, program_.wake_limited.data(), 0, static_cast<int>(program_.wake_limited.size()));
    if (!order_free_) refresh_openness();
    flow_(step, program_.wake_others.data(), 0, static_cast<int>(program_.wake_others.size()));
    for (const auto& [at, n] : late_) {
      for (Index lane = 0; lane < k_wide; ++lane) people_[cell(at) + lane] += n[lane];
    }
    if (!order_free_ && !plan_.limited.empty()) {
      count_present();
      refresh_openness();
    }
    step.unchecked = false;
    flow_(step, nullptr, layout_.first_state(), layout_.first_slot());
    if (order_free_) admit();
    drain();
  }

  void record(std::span<double> row, Index lane, bool reported_only) const {
    Index column = 0;
    std::vector<double> rest(static_cast<Index>(plan_.sites), 0);
    for (int r = 0; r < layout_.rests; ++r) {
      rest[static_cast<Index>(plan_.site_of(plan_.nodes[static_cast<Index>(layout_.node_of(r))].place))] += people_[cell(r) + lane];
    }
    for (Index site = 0; !still_counted_.empty() && site < rest.size(); ++site) rest[site] += still_counted_[k_wide * site + lane];
    if (reported_only) {
      for (const int site : plan_.reported) row[column++] = rest[static_cast<Index>(site)];
    } else {
      for (const double n : rest) row[column++] = n;
    }
    double way = 0;
    for (int c = layout_.first_slot(); c < layout_.cells(); ++c) way += people_[cell(c) + lane];
    row[column] = way;
  }

 private:
  static Index cell(int c) { return k_wide * static_cast<Index>(c); }
  static Index most_routes(const Plan& plan) {
    int most = 1;
    for (const auto& place : plan.places) most = std::max(most, place.route_count);
    return static_cast<Index>(most);
  }
  [[nodiscard]] int home(int place) const { return layout_.on_foot ? place + layout_.nodes : place; }

  /// People set out from a site, shared by the groups there.
  void start(int site, Index lane, double n) {
    if (plan_.group_shares.empty()) {
      people_[cell(home(site)) + lane] += n;
      return;
    }
    share_out(site, plan_.group_shares[static_cast<Index>(site)], lane, n);
  }
  void share_out(int site, const GroupShares& shares, Index lane, double n) {
    for (const auto& [group, share] : shares) people_[cell(home(group * plan_.sites + site)) + lane] += n * share;
  }

  void set_out(Index lane) {
    const auto& weights = *weights_[lane];
    if (plan_.spawn != SpawnKind::total_by_weight) {
      for (const auto& [site, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) start(site, lane, mean * weights.parameters().arrivals_factor);
      return;
    }
    waiting_[lane] += weights.arrivals(day_);
    if (waiting_[lane] <= 0) return;
    const auto people = [&](int site) { return plan_.take_from_population ? population_[cell(site) + lane] : 1.0; };
    double total = 0;
    if (plan_.take_from_population) {
      for (const int site : weights.origins()) total += weights.spawn_weight(site) * people(site);
    } else {
      total = weights.spawn_total();
    }
    if (total <= 0) return;
    const double each = waiting_[lane] / total;
    for (const int site : weights.origins()) {
      const double n = each * weights.spawn_weight(site) * people(site);
      start(site, lane, n);
      if (plan_.take_from_population) population_[cell(site) + lane] = std::max(0.0, population_[cell(site) + lane] - n);
    }
    waiting_[lane] = 0;
  }

  /// People at the places with a capacity (at rest, and who reached a state there).
  void count_present() {
    std::fill(present_.begin(), present_.end(), 0.0);
    for (Index i = 0; !still_counted_.empty() && i < plan_.limited.size(); ++i) {
      std::copy_n(still_counted_.begin() + static_cast<std::ptrdiff_t>(cell(plan_.limited[i])), k_wide, present_.begin() + static_cast<std::ptrdiff_t>(k_wide * i));
    }
    for (const int r : program_.wake_limited) {
      const auto at = k_wide * static_cast<Index>(program_.sources[static_cast<Index>(r)].limited);
      for (Index lane = 0; lane < k_wide; ++lane) present_[at + lane] += people_[cell(r) + lane];
    }
  }

  /// Chances of a place in a lane, from the conditional ones to shares of those there.
  void set(int place, Index lane, double leave, const double* conditional) {
    const auto& here = plan_.places[static_cast<Index>(place)];
    stay_[cell(place) + lane] = 1 - leave;
    for (int r = 0; r < here.route_count; ++r) {
      const double share = leave * conditional[r];
      weight_[cell(here.first_route + r) + lane] = share;
      leave -= share;
    }
  }
  void spread(int place, Index lane) {
    set(place, lane, weights_[lane]->leave(place), weights_[lane]->conditional(place));
    fresh_[cell(place) + lane] = 0;
  }

  void refresh_openness() {
    const auto& routes = plan_.routes;
    for (Index i = 0; i < plan_.limited.size(); ++i) {
      const int place = plan_.limited[i];
      admits_[i] = weights_[0]->today(place).camp;
      for (Index lane = 0; lane < used_; ++lane) {
        const double capacity = weights_[lane]->capacity(place), buffer = weights_[lane]->parameters().capacity_buffer;
        const Index at = k_wide * i + lane;
        const double open = openness(present_[at], capacity, buffer);
        close_at_[at] = capacity < 1 || !admits_[i] ? HUGE_VAL : capacity * (1 + buffer) / 2;
        if (open == open_[at]) continue;
        open_[at] = open;
        for (const int route : plan_.routes_to[static_cast<Index>(place)]) fresh_[cell(routes[static_cast<Index>(route)].origin) + lane] = 0;
      }
    }
    for (const int place : weights_[0]->sensitive()) {
      for (Index lane = 0; lane < used_; ++lane) {
        if (fresh_[cell(place) + lane]) continue;
        double leave = 0;
        weights_[lane]->chances(place, [&](int end) { return open_of(end, lane); }, leave, scratch_.data());
        set(place, lane, leave, scratch_.data());
        fresh_[cell(place) + lane] = 1;
      }
    }
    for (Index n = plan_.places.size(); n < plan_.nodes.size(); ++n) {
      for (Index lane = 0; lane < used_; ++lane) {
        const bool on = weights_[lane]->may_go_on(plan_.nodes[n], [&](int end) { return open_of(end, lane); });
        weight_[k_wide * (plan_.routes.size() + n - plan_.places.size()) + lane] = on ? 1 : 0;
        stay_[k_wide * n + lane] = on ? 0 : 1;
      }
    }
  }
  [[nodiscard]] double open_of(int place, Index lane) const {
    const int limited = program_.limited_of[static_cast<Index>(place)];
    return limited < 0 ? 1 : open_[cell(limited) + lane];
  }

  void close_links() {
    if (!plan_.rules.closed_links_are_remembered) return;
    for (const auto& change : plan_.changes[static_cast<Index>(day_)].links) {
      if (change.open) continue;
      const auto link = static_cast<Index>(change.link);
      for (int i = layout_.slot_begin[link]; i < layout_.slot_begin[link + 1]; ++i) {
        const int slot = layout_.link_slots[static_cast<Index>(i)];
        for (Index lane = 0; lane < k_wide; ++lane) {
          people_[cell(layout_.first_turned() + slot) + lane] += people_[cell(layout_.first_slot() + slot) + lane];
          people_[cell(layout_.first_slot() + slot) + lane] = 0;
        }
        any_turned_ = true;
      }
    }
  }

  void advance_travellers() {
    late_.clear();
    for (int s = 0; s < layout_.slots; ++s) {
      double* n = people_.data() + cell(layout_.first_slot() + s);
      const int next = layout_.slot_next[static_cast<Index>(s)], arc = layout_.slot_arc[static_cast<Index>(s)];
      const int link = plan_.arcs[static_cast<Index>(arc)].link;
      if (next >= layout_.first_slot()) {
        shift(n, people_.data() + cell(next));
      } else if (!weights_[0]->link_open(link)) {
        put_back(arc, n);
      } else {
        const int place = plan_.nodes[static_cast<Index>(layout_.node_of(next))].place;
        const int limited = program_.limited_of[static_cast<Index>(place)];
        shift(n, order_free_ && limited >= 0 && admits_[static_cast<Index>(limited)] && !passes(plan_, layout_, next) ? wish_.data() + cell(arc) : people_.data() + cell(next));
      }
      if (!any_turned_) continue;
      double* turned = people_.data() + cell(layout_.first_turned() + s);
      if (next >= layout_.first_slot()) {
        shift(turned, people_.data() + cell(next + layout_.slots));
      } else {
        put_back(arc, turned);
      }
    }
  }
  static void shift(double* from, double* to) {
    for (Index lane = 0; lane < k_wide; ++lane) to[lane] += from[lane], from[lane] = 0;
  }
  void put_back(int arc, double* n) {
    Lanes back{};
    for (Index lane = 0; lane < k_wide; ++lane) back[lane] = n[lane], n[lane] = 0;
    late_.push_back({plan_.turned_back[static_cast<Index>(arc)], back});
  }

  /// The order-free rule in the mean: where more wish to get in than there is room, everybody gets the same part.
  void admit() {
    count_present();
    wishes_.assign(k_wide * plan_.limited.size(), 0);
    const auto limited_of_arc = [&](Index arc) { return program_.limited_of[static_cast<Index>(plan_.nodes[static_cast<Index>(plan_.arcs[arc].node)].place)]; };
    for (Index arc = 0; arc < plan_.arcs.size(); ++arc) {
      const int limited = limited_of_arc(arc);
      if (limited < 0) continue;
      for (Index lane = 0; lane < k_wide; ++lane) wishes_[cell(limited) + lane] += wish_[k_wide * arc + lane];
    }
    for (Index arc = 0; arc < plan_.arcs.size(); ++arc) {
      const int limited = limited_of_arc(arc);
      if (limited < 0) continue;
      for (Index lane = 0; lane < used_; ++lane) {
        double& n = wish_[k_wide * arc + lane];
        if (n == 0) continue;
        const double capacity = weights_[lane]->capacity(plan_.limited[static_cast<Index>(limited)]);
        const double room = capacity < 1 ? HUGE_VAL : std::max(0.0, capacity - present_[cell(limited) + lane]);
        const double share = std::min(1.0, room / wishes_[cell(limited) + lane]);
        people_[cell(plan_.arcs[arc].node) + lane] += n * share;
        people_[cell(plan_.links[static_cast<Index>(plan_.arcs[arc].link)].from) + lane] += n * (1 - share);
        n = 0;
      }
    }
  }

  void drain() {
    if (!plan_.sinks) return;
    for (int r = 0; r < layout_.rests; ++r) {
      const int place = plan_.nodes[static_cast<Index>(layout_.node_of(r))].place;
      const double share = std::min(1.0, plan_.places[static_cast<Index>(place)].leave_sink);
      if (share <= 0 || !weights_[0]->today(place).camp) continue;
      for (Index lane = 0; lane < k_wide; ++lane) {
        double& here = people_[cell(r) + lane];
        if (!still_counted_.empty()) still_counted_[cell(plan_.site_of(place)) + lane] += here * share;
        here *= 1 - share;
      }
    }
  }

  const Plan& plan_;
  const Program& program_;
  const Layout& layout_;
  Index used_;
  Flow flow_;
  bool order_free_, any_turned_ = false;
  int day_ = 0;
  std::vector<std::unique_ptr<Weights>> weights_;
  Wide people_, weight_, stay_, present_, close_at_, open_, wish_, wishes_, population_;
  std::vector<std::uint8_t> fresh_;   ///< [place][lane] chances made with the openness of now
  std::vector<std::uint8_t> admits_;  ///< [limited] a camp today
  std::vector<double> scratch_;
  Wide still_counted_;  ///< [site][lane] who have left the system from there, where they stay counted
  Lanes waiting_{};
  std::vector<std::pair<int, Lanes>> late_;
};

}  // namespace

MeanField run_mean_field(const Plan& plan, std::span<const Parameters> runs, const MeanFieldOptions& options) {
  MeanField out;
  out.runs = runs.size();
  out.days = static_cast<Index>(plan.days);
  out.columns = (options.reported_only ? plan.reported.size() : static_cast<std::size_t>(plan.sites)) + 1;
  out.people.assign(out.runs * out.days * out.columns, 0);
  const double unit = options.unit_km > 0 ? options.unit_km : default_unit_km(plan);

  // Runs of one speed share a layout, and go eight at a time.
  std::map<std::pair<double, double>, std::vector<Index>> by_speed;
  for (Index i = 0; i < runs.size(); ++i) by_speed[{runs[i].max_move_speed, runs[i].max_walk_speed}].push_back(i);
  std::vector<std::unique_ptr<Program>> programs;
  struct Job {
    const Program* program;
    std::span<const Index> runs;
  };
  std::vector<std::pair<double, double>> speeds;
  for (const auto& [speed, members] : by_speed) speeds.push_back(speed);
  programs.resize(speeds.size());
  core::for_each_index(speeds.size(), options.threads, [&](std::size_t i) {
    programs[i] = std::make_unique<Program>(plan, make_layout(plan, speeds[i].first, speeds[i].second, unit));
  });
  std::vector<Job> jobs;
  Index speed = 0;
  for (const auto& [key, members] : by_speed) {
    for (Index at = 0; at < members.size(); at += k_wide) {
      jobs.push_back({programs[speed].get(), std::span(members).subspan(at, std::min(k_wide, members.size() - at))});
    }
    ++speed;
  }
  core::for_each_index(jobs.size(), options.threads, [&](std::size_t j) {
    std::vector<const Parameters*> parameters;
    for (const Index i : jobs[j].runs) parameters.push_back(&runs[i]);
    Batch batch(plan, *jobs[j].program, parameters, options.isa);
    for (int t = 0; t < plan.days; ++t) {
      batch.day(t);
      for (Index lane = 0; lane < jobs[j].runs.size(); ++lane) {
        const Index row = jobs[j].runs[lane] * out.days + static_cast<Index>(t);
        batch.record({out.people.data() + row * out.columns, out.columns}, lane, options.reported_only);
      }
    }
  });
  return out;
}

}  // namespace nuzuh::movement
