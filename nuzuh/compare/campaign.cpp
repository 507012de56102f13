#include "nuzuh/compare/campaign.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/rng/stream.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::compare {

Band band_of(std::vector<double> values) {
  NUZUH_EXPECT(!values.empty());
  std::ranges::sort(values);
  return {score::sorted_quantile(values, 0.1), score::sorted_quantile(values, 0.5), score::sorted_quantile(values, 0.9)};
}

Leavers leavers_of(const scenario::Link& link, std::uint64_t seed, std::uint32_t member) {
  rng::Stream stream(seed, member, rng::entity("link:" + link.from + ":" + link.to), 0, rng::Purpose::deal_fighters);
  const auto draw = [&](const scenario::Range& range) { return range.low + (range.high - range.low) * stream.uniform(); };
  Leavers leavers;
  leavers.left = draw(link.fighters);
  const double share = draw(link.turned_up);
  leavers.turned_up = share * leavers.left;
  if (link.relatives) leavers.relatives = share * draw(*link.relatives);
  return leavers;
}

Subject without(const Subject& subject, const Leavers& leavers) {
  Subject changed = subject;
  changed.draw.stocks.fighters = std::max(0.0, changed.draw.stocks.fighters - leavers.turned_up);
  const double before = changed.draw.stocks.people, relatives = before * changed.draw.parameters.people_share_relatives;
  // Their families would not be there either; natives and others would.
  const double gone = std::min(relatives, leavers.relatives);
  changed.draw.stocks.people = before - gone;
  if (changed.draw.stocks.people > 0) changed.draw.parameters.people_share_relatives = (relatives - gone) / changed.draw.stocks.people;
  return changed;
}

Carried arithmetic(const scenario::Campaign& campaign, const scenario::Link& link, const std::vector<double>& fighters_inside, std::uint64_t seed) {
  const auto *from = campaign.find_enclave(link.from), *to = campaign.find_enclave(link.to);
  NUZUH_EXPECT(from && to);
  Carried c;
  c.from = link.from;
  c.to = link.to;
  c.from_title = {from->title_en, from->title_ar};
  c.to_title = {to->title_en, to->title_ar};
  c.grade = std::max(link.fighters.grade, link.turned_up.grade);
  if (!fighters_inside.empty()) {
    std::vector<double> most, likely;
    for (std::size_t m = 0; m < fighters_inside.size(); ++m) {
      const auto leavers = leavers_of(link, seed, static_cast<std::uint32_t>(m));
      const double inside = std::max(1.0, fighters_inside[m]);
      most.push_back(std::min(1.0, leavers.left / inside));
      likely.push_back(std::min(1.0, leavers.turned_up / inside));
    }
    c.most_share = band_of(std::move(most));
    c.likely_share = band_of(std::move(likely));
  }
  if (link.counted) {
    const auto middle = [](const scenario::Range& r) { return (r.low + r.high) / 2; };
    c.hindsight = Band{link.fighters.low / link.counted->high, middle(link.fighters) / middle(*link.counted), link.fighters.high / link.counted->low};
  }
  return c;
}

namespace {

std::string percent(double share) { return share > 0 && share < 0.01 ? "<1%" : fmt::format("{:.0f}%", 100 * share); }

std::string percents(const Band& b) { return fmt::format("{} ({} – {})", percent(b.middle), percent(b.low), percent(b.high)); }

void effects_text(std::string& out, const std::vector<Effect>& effects, int cell, bool arabic) {
  for (const auto& e : effects) {
    if (e.chance_lower + e.chance_higher < 0.05) continue;
    const auto& what = info(e.measure);
    const auto t = [&](double v) { return change_text(v, what.unit, cell); };
    if (arabic) out += fmt::format("    {}: في المتوسط {} ± {:.2g}؛ 80%: من {} إلى {}؛ أكثر في {:.0f}% وأقل في {:.0f}% [{}]\n", what.ar, t(e.mean), e.monte_carlo_error, t(e.q10), t(e.q90), 100 * e.chance_higher, 100 * e.chance_lower, scenario::letter(e.grade));
    else out += fmt::format("    {:<48} mean {:>9} +- {:<7.2g} 80%: {:>18}  higher {:>3.0f}% lower {:>3.0f}%  [{}]\n", what.en, t(e.mean), e.monte_carlo_error, t(e.q10) + " to " + t(e.q90), 100 * e.chance_higher, 100 * e.chance_lower, scenario::letter(e.grade));
  }
}

}  // namespace

std::string to_text(const CampaignComparison& c, bool arabic) {
  const auto say = [&](std::string_view en, std::string_view ar) { return std::string(arabic ? ar : en) + "\n"; };
  std::string out = (arabic ? c.title.ar : c.title.en) + "\n\n";
  for (const auto& r : c.refusals) {
    out += say("MODEL. What the refusal would have cost: " + r.title.en, "النموذج. كلفة الرفض: " + r.title.ar);
    out += fmt::format("  {} {}; {} {}\n", arabic ? "المعروف حتى" : "Known by", core::to_string(r.known_by), r.members, arabic ? "محاكاة مزدوجة: الرفض ناقص السماح" : "paired members; exit refused minus exit allowed");
    effects_text(out, r.effects, c.smallest_cell, arabic);
    out += "\n";
  }
  for (const auto& k : c.carried) {
    out += say(fmt::format("ARITHMETIC. Those who left {} in {}  [evidence {}]", k.from_title.en, k.to_title.en, scenario::letter(k.grade)),
               fmt::format("حساب. الخارجون من {} في {}  [الدليل {}]", k.from_title.ar, k.to_title.ar, scenario::letter(k.grade)));
    if (k.most_share) out += fmt::format("  {} {}\n", arabic ? "لو وصلوا جميعاً، نسبتهم من المقاتلين كما قُدّر حينها:" : "had all of them turned up, their share of the fighters as believed then:", percents(*k.most_share));
    if (k.likely_share) out += fmt::format("  {} {}\n", arabic ? "ومع جهل من وصل منهم:" : "with nobody knowing how many turned up:", percents(*k.likely_share));
    if (k.hindsight) out += fmt::format("  {} {}\n", arabic ? "بعد فوات الأوان، من الذين أُحصوا لاحقاً:" : "with hindsight, had all turned up, of those counted afterwards:", percents(*k.hindsight));
    if (!k.effects.empty()) {
      out += say("MODEL. The later enclave run again without them", "النموذج. إعادة تشغيل الجيب اللاحق من دونهم");
      out += fmt::format("  {} {}; {} {}\n", arabic ? "المعروف حتى" : "Known by", core::to_string(k.known_by), k.members, arabic ? "محاكاة مزدوجة: من دونهم ناقص معهم" : "paired members; without them minus with them");
      effects_text(out, k.effects, c.smallest_cell, arabic);
    } else {
      out += say("  No case: nothing was simulated.", "  لا توجد حالة: لم تُجر محاكاة.");
    }
    out += "\n";
  }
  out += say("The arithmetic divides reported figures; the model part is a what-if, not a forecast, and knows nothing of harm elsewhere.\n"
             "Whether to allow an exit is a decision of those responsible; nuzuh counts what it does to people and recommends nothing.",
             "الحساب قسمةُ أرقام منقولة؛ أما جزء النموذج فسؤال افتراضي لا توقع، ولا يعرف الأذى في أماكن أخرى.\n"
             "السماح بالخروج قرار المسؤولين عنه؛ ونزوح يحصي أثره على الناس ولا يوصي بشيء.");
  return out;
}

std::string to_csv(const CampaignComparison& c) {
  std::string out = "part,enclave,from,quantity,unit,mean,monte_carlo_error,q10,q50,q90,chance_lower,chance_higher,grade\n";
  const auto rows = [&](const std::string& enclave, const std::string& from, const std::vector<Effect>& effects) {
    for (const auto& e : effects) {
      const auto& what = info(e.measure);
      const double step = what.unit == "d" ? 0.1 : c.smallest_cell;
      const auto f = [&](double v) { return fmt::format("{:.{}f}", std::round(v / step) * step + 0.0, what.unit == "d" ? 1 : 0); };
      out += fmt::format("model,{},{},{},{},{},{:.3g},{},{},{},{:.4f},{:.4f},{}\n", enclave, from, what.key, what.unit, f(e.mean), e.monte_carlo_error, f(e.q10), f(e.q50), f(e.q90), e.chance_lower, e.chance_higher, scenario::letter(e.grade));
    }
  };
  for (const auto& r : c.refusals) rows(r.enclave, "", r.effects);
  for (const auto& k : c.carried) {
    const auto share = [&](const char* name, const std::optional<Band>& b) {
      if (b) out += fmt::format("arithmetic,{},{},{},share,,,{:.4f},{:.4f},{:.4f},,,{}\n", k.to, k.from, name, b->low, b->middle, b->high, scenario::letter(k.grade));
    };
    share("share_if_all_turned_up", k.most_share);
    share("share_turned_up_unknown", k.likely_share);
    share("share_of_those_counted_afterwards", k.hindsight);
    rows(k.to, k.from, k.effects);
  }
  return out;
}

}  // namespace nuzuh::compare
