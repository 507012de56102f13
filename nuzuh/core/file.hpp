#pragma once
// Reading whole text files and writing results so that a half-written one never stands under its final name.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "nuzuh/core/error.hpp"

namespace nuzuh::core {

/// The bytes of a file. Refuses directories, unreadable files and files above `max_bytes`.
Result<std::string> read_bytes(const std::filesystem::path& path, std::uint64_t max_bytes = std::uint64_t{1} << 30);

/// The text of a file: valid UTF-8 without NUL bytes (line and column of the first bad byte otherwise); a byte-order mark is dropped.
Result<std::string> read_text(const std::filesystem::path& path, std::uint64_t max_bytes = std::uint64_t{1} << 28);

/// Checks that `text` is valid UTF-8 and free of NUL; `file` names it in the error.
Result<void> check_utf8(std::string_view text, const std::string& file);

/// Writes `bytes` beside `path`, flushes them to the disk, then renames: `path` is either the old file or the whole new one.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// A directory that comes into being whole: files are written into a hidden sibling, and `commit` renames it to its final name.
/// A directory that already stands there is replaced only when it was made by nuzuh (it holds `marker`) or is empty.
/// Without `commit` the destructor removes the sibling.
class StagedDirectory {
 public:
  static Result<StagedDirectory> open(const std::filesystem::path& target, std::string marker);
  StagedDirectory(StagedDirectory&& other) noexcept;
  StagedDirectory& operator=(StagedDirectory&&) = delete;
  StagedDirectory(const StagedDirectory&) = delete;
  ~StagedDirectory();

  /// Where to write until `commit`.
  [[nodiscard]] const std::filesystem::path& path() const { return stage_; }
  Result<void> commit();

 private:
  StagedDirectory(std::filesystem::path target, std::filesystem::path stage, std::string marker);
  std::filesystem::path target_, stage_;
  std::string marker_;
};

}  // namespace nuzuh::core
