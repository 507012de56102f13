#include "nuzuh/core/file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace nuzuh::core {
namespace fs = std::filesystem;
namespace {

tl::unexpected<Problems> unreadable(const fs::path& path, std::string why, std::string remedy) {
  return fail(Problem{{path.string(), 0, 0}, std::move(why), std::move(remedy), Severity::error, Cause::unreadable});
}

tl::unexpected<Problems> unwritable(const fs::path& path, std::string why, std::string remedy) {
  return fail(Problem{{path.string(), 0, 0}, std::move(why), std::move(remedy), Severity::error, Cause::unwritable});
}

std::string reason_of(int error) { return std::strerror(error); }

/// Length of the UTF-8 sequence that starts at `i`, or 0 where it is malformed (overlong, surrogate, cut off, out of range).
std::size_t utf8_length(std::string_view s, std::size_t i) {
  const auto at = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const unsigned char c = at(i);
  if (c < 0x80) return 1;
  const auto continued = [&](std::size_t k) { return k < s.size() && (at(k) & 0xC0) == 0x80; };
  if (c >= 0xC2 && c <= 0xDF) return continued(i + 1) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    if (!continued(i + 1) || !continued(i + 2)) return 0;
    if (c == 0xE0 && at(i + 1) < 0xA0) return 0;
    if (c == 0xED && at(i + 1) > 0x9F) return 0;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    if (!continued(i + 1) || !continued(i + 2) || !continued(i + 3)) return 0;
    if (c == 0xF0 && at(i + 1) < 0x90) return 0;
    if (c == 0xF4 && at(i + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (n < 0) {
      if (errno == EINTR) continue;
      return unwritable(path, fmt::format("cannot write: {}", reason_of(errno)), "free space or choose another place with -o");
    }
    done += static_cast<std::size_t>(n);
  }
  return {};
}

}  // namespace

Result<std::string> read_bytes(const fs::path& path, std::uint64_t max_bytes) {
  std::error_code ec;
  const auto status = fs::status(path, ec);
  if (!fs::exists(status)) return unreadable(path, "no such file", "check the path");
  if (fs::is_directory(status)) return unreadable(path, "is a directory, not a file", "name a file inside it");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path, fmt::format("cannot open: {}", reason_of(errno)), "check its permissions");
  std::string bytes;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t n = ::read(descriptor, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int error = errno;
      ::close(descriptor);
      return unreadable(path, fmt::format("cannot read: {}", reason_of(error)), "check the disk");
    }
    if (n == 0) break;
    if (bytes.size() + static_cast<std::size_t>(n) > max_bytes) {
      ::close(descriptor);
      return unreadable(path, fmt::format("is larger than {} bytes", max_bytes), "split it");
    }
    bytes.append(buffer, static_cast<std::size_t>(n));
  }
  ::close(descriptor);
  return bytes;
}

Result<void> check_utf8(std::string_view text, const std::string& file) {
  int line = 1, column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '\0' ? 0 : utf8_length(text, i);
    if (length == 0) {
      return fail({file, line, column},
                  fmt::format("byte 0x{:02x} is not valid UTF-8 text", static_cast<unsigned>(static_cast<unsigned char>(text[i]))),
                  "save the file as UTF-8");
    }
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
    i += length;
  }
  return {};
}

Result<std::string> read_text(const fs::path& path, std::uint64_t max_bytes) {
  auto bytes = read_bytes(path, max_bytes);
  if (!bytes) return bytes;
  if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
  if (auto ok = check_utf8(*bytes, path.string()); !ok) return tl::unexpected(ok.error());
  return bytes;
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  fs::path beside = path;
  beside += fmt::format(".part-{}", ::getpid());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return unwritable(path, fmt::format("cannot create: {}", reason_of(errno)), "check that the directory exists and is writable");
  }
  auto written = write_all(descriptor, bytes, path);
  if (written && ::fsync(descriptor) != 0 && errno != EINVAL) {
    written = unwritable(path, fmt::format("cannot flush: {}", reason_of(errno)), "free space or choose another place with -o");
  }
  if (::close(descriptor) != 0 && written) written = unwritable(path, fmt::format("cannot close: {}", reason_of(errno)), "check the disk");
  if (written && ::rename(beside.c_str(), path.c_str()) != 0) {
    written = unwritable(path, fmt::format("cannot rename into place: {}", reason_of(errno)), "is it a directory?");
  }
  if (!written) ::unlink(beside.c_str());
  return written;
}

StagedDirectory::StagedDirectory(fs::path target, fs::path stage, std::string marker)
    : target_(std::move(target)), stage_(std::move(stage)), marker_(std::move(marker)) {}

StagedDirectory::StagedDirectory(StagedDirectory&& other) noexcept
    : target_(std::move(other.target_)), stage_(std::move(other.stage_)), marker_(std::move(other.marker_)) {
  other.stage_.clear();
}

StagedDirectory::~StagedDirectory() {
  if (stage_.empty()) return;
  std::error_code ignored;
  fs::remove_all(stage_, ignored);
}

Result<StagedDirectory> StagedDirectory::open(const fs::path& target, std::string marker) {
  std::error_code ec;
  fs::path clean = fs::absolute(target, ec).lexically_normal();
  if (clean.filename().empty()) clean = clean.parent_path();
  if (fs::exists(clean, ec)) {
    if (!fs::is_directory(clean, ec)) return unwritable(target, "stands there already and is not a directory", "choose another place with -o");
    if (!fs::is_empty(clean, ec) && !fs::exists(clean / marker, ec)) {
      return unwritable(target, fmt::format("holds files that nuzuh did not make (no {})", marker),
                        "choose an empty or new directory with -o; nothing was touched");
    }
  }
  fs::create_directories(clean.parent_path(), ec);
  if (ec) return unwritable(target, fmt::format("cannot create its parent directory: {}", ec.message()), "choose another place with -o");
  fs::path stage = clean.parent_path() / fmt::format(".{}.part-{}", clean.filename().string(), ::getpid());
  fs::remove_all(stage, ec);
  if (!fs::create_directory(stage, ec)) {
    return unwritable(target, fmt::format("cannot create a directory there: {}", ec.message()), "choose a writable place with -o");
  }
  return StagedDirectory(std::move(clean), std::move(stage), std::move(marker));
}

Result<void> StagedDirectory::commit() {
  std::error_code ec;
  fs::path old;
  if (fs::exists(target_, ec)) {
    old = stage_;
    old += ".old";
    fs::rename(target_, old, ec);
    if (ec) return unwritable(target_, fmt::format("cannot replace: {}", ec.message()), "choose another place with -o");
  }
  fs::rename(stage_, target_, ec);
  if (ec) {
    const auto why = ec.message();
    if (!old.empty()) fs::rename(old, target_, ec);
    return unwritable(target_, fmt::format("cannot rename into place: {}", why), "choose another place with -o");
  }
  stage_.clear();
  if (!old.empty()) fs::remove_all(old, ec);
  return {};
}

}  // namespace nuzuh::core
