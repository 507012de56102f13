#include "nuzuh/movement/program.hpp"

#include <utility>

namespace nuzuh::movement {

Program::Program(const Plan& plan, Layout made) : layout(std::move(made)), limited_of(plan.places.size(), -1) {
  for (std::size_t i = 0; i < plan.limited.size(); ++i) {
    for (auto place = static_cast<std::size_t>(plan.limited[i]); place < plan.places.size(); place += static_cast<std::size_t>(plan.sites)) {
      limited_of[place] = static_cast<int>(i);
    }
  }
  marks.resize(layout.target.size());
  for (int cell = 0; cell < layout.first_slot(); ++cell) {
    const int id = layout.node_of(cell);
    const Node& node = plan.nodes[static_cast<std::size_t>(id)];
    FlowSource source;
    source.node = id;
    source.first_target = layout.first_target[static_cast<std::size_t>(cell)];
    source.count = layout.first_target[static_cast<std::size_t>(cell) + 1] - source.first_target;
    source.weight = node.arc < 0 ? plan.places[static_cast<std::size_t>(node.place)].first_route
                                 : static_cast<int>(plan.routes.size()) + id - plan.place_count();
    source.stay_cell = cell >= layout.nodes && cell < layout.rests ? node.place + layout.nodes : node.place;
    source.limited = limited_of[static_cast<std::size_t>(node.place)];
    sources.push_back(source);
    for (int r = 0; r < source.count; ++r) {
      const int target = layout.target[static_cast<std::size_t>(source.first_target + r)];
      if (target >= layout.first_slot()) continue;
      const Route* route = node.arc < 0 ? &plan.routes[static_cast<std::size_t>(source.weight + r)] : nullptr;
      const int place = plan.nodes[static_cast<std::size_t>(layout.node_of(target))].place;
      FlowTarget& mark = marks[static_cast<std::size_t>(source.first_target + r)];
      mark.limited = limited_of[static_cast<std::size_t>(place)];
      mark.wish = route ? route->arc : node.arc;
      mark.state = layout.is_state(target);
      mark.passes = passes(plan, layout, target);
      mark.ends = place == (route ? route->end : node.end);
    }
    if (!plan.harvest.empty()) {
      if (plan.group_of(node.place).farmer) source.stay_cell = cell < layout.rests ? cell : id;
      sources_in_harvest.push_back(source);
    }
    if (cell < layout.rests) (source.limited >= 0 ? wake_limited : wake_others).push_back(cell);
  }
}

}  // namespace nuzuh::movement
