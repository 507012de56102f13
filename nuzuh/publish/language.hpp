#pragma once

namespace nuzuh::publish {

enum class Language { arabic, english };

}  // namespace nuzuh::publish
