#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "importer/compose/service.hpp"

namespace cutpoint::compose {

namespace {

/// Words of a command that run once: migrations, buckets, topics.
bool runs_once(std::string_view command) {
  constexpr std::array<std::string_view, 16> words = {
      "migrate",      "migration",    "migrations",   "seed",         "mc mb",       "initdb",
      "init-db",      "db init",      "db upgrade",   "upgrade head", "rs.initiate", "--create --",
      "createbucket", "--cluster cr", "kafka-topics", "setup-db"};
  return std::any_of(words.begin(), words.end(), [command](std::string_view word) {
    const std::size_t at = command.find(word);
    return at != std::string_view::npos &&
           (at == 0 || std::isalnum(static_cast<unsigned char>(command[at - 1])) == 0);
  });
}

/// The last command of a row of them: what stays when the others have ended. "exit 0" is none.
std::string_view last_command(std::string_view script) {
  while (!script.empty()) {
    std::size_t start = 0;
    for (const std::string_view separator : {"&&", "||", ";", "\n"}) {
      const std::size_t at = script.rfind(separator);
      if (at != std::string_view::npos) start = std::max(start, at + separator.size());
    }
    std::string_view last = script.substr(start);
    while (!last.empty() && std::isalpha(static_cast<unsigned char>(last.front())) == 0) {
      last.remove_prefix(1);
    }
    const bool ends = last.empty() || last.rfind("exit", 0) == 0 || last.rfind("true", 0) == 0 ||
                      last.rfind("echo", 0) == 0 || last.rfind("done", 0) == 0;
    if (!ends || start == 0) return script.substr(start);
    script = script.substr(0, start - 1);
    while (!script.empty() && (script.back() == '&' || script.back() == '|')) {
      script.remove_suffix(1);
    }
  }
  return script;
}

bool is_shell(std::string_view program) {
  program = program.substr(program.rfind('/') + 1);
  return program == "sh" || program == "bash" || program == "ash" || program == "dash";
}

/// The first word of the last command of a script, whatever quotes stand around it.
std::string last_program(std::string_view script) {
  std::string_view last = last_command(script);
  constexpr std::string_view marks = " \t\"'";
  for (const std::string_view before : {std::string_view(), std::string_view("exec")}) {
    if (last.starts_with(before)) last.remove_prefix(before.size());
    last.remove_prefix(std::min(last.find_first_not_of(marks), last.size()));
  }
  return std::string(last.substr(0, last.find_first_of(marks)));
}

/// True where one of the words between dashes, dots, low lines and blanks is among `words`.
template <std::size_t N>
bool has_word_of(std::string_view text, const std::array<std::string_view, N>& words) {
  std::string word;
  const auto matches = [&] { return std::find(words.begin(), words.end(), word) != words.end(); };
  for (const char c : text) {
    if (c == '-' || c == '_' || c == '.' || c == ' ' || c == '/') {
      if (matches()) return true;
      word.clear();
    } else {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return matches();
}

/// A name that says that it is done some time: "db-init", "migrations".
bool is_named_job(std::string_view name) {
  constexpr std::array<std::string_view, 14> words = {
      "init",   "setup",  "migrate",   "migration",     "migrations", "migrator",     "seed",
      "seeder", "loader", "bootstrap", "createbuckets", "provision",  "createbucket", "installer"};
  return has_word_of(name, words);
}

/// Who takes work from a queue or a clock: nobody can call it.
bool takes_work(const Service& service) {
  constexpr std::array<std::string_view, 11> words = {
      "worker", "workers",  "consumer", "beat",  "scheduler", "sidekiq",
      "cron",   "replacer", "celery",   "agent", "runner"};
  const bool callable = service.publishes_ports() || service.listens || keeps_data(service.role);
  const std::string command = service.command();
  // Arguments further behind say what it works on.
  const std::string_view start = std::string_view(command).substr(0, 80);
  return !callable && (has_word_of(service.name, words) || has_word_of(start, words));
}

/// A command that shows people what is in a database or a queue.
bool looks_inside(std::string_view command) {
  constexpr std::array<std::string_view, 3> commands = {"celery flower", "prisma studio",
                                                        "drizzle-kit studio"};
  return command.substr(0, command.find(' ')) == "flower" ||
         std::any_of(commands.begin(), commands.end(), [command](std::string_view words) {
           return command.find(words) != std::string_view::npos;
         });
}

/// One name may hold the images of several programs: "demo:2.0-cart" is no "demo:2.0-checkout".
/// What an image is built upon, "7-alpine", is no program.
std::string program_of_tag(const std::string& image) {
  constexpr std::array<std::string_view, 16> bases = {
      "alpine", "slim",   "bookworm", "bullseye", "buster", "trixie",  "noble",  "jammy",
      "focal",  "debian", "ubuntu",   "scratch",  "ubi",    "windows", "latest", "stable"};
  const std::string name = image.substr(0, image.find('@'));
  const std::size_t slash = name.rfind('/');
  const std::size_t colon = name.find(':', slash == std::string::npos ? 0 : slash);
  if (colon == std::string::npos) return {};
  const std::size_t dash = name.find('-', colon);
  if (dash == std::string::npos || dash + 1 == name.size()) return {};
  std::string word = name.substr(dash + 1);
  const bool is_name = std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalpha(c) != 0 || c == '-' || c == '_';
  });
  return is_name && !has_word_of(word, bases) ? ":" + word : std::string();
}

/// One image may hold several programs, and the command starts one of them: "etcd --name e1".
void recognise_command(Service& service) {
  const std::string command = service.command();
  std::string_view first = std::string_view(command).substr(0, command.find(' '));
  first = first.substr(first.rfind('/') + 1);
  if (service.known.row != nullptr) {
    if (const KnownImage* own = find_known_command(*service.known.row, command)) {
      service.started = own->words;
      service.known = {own, Strength::inferred, fmt::format("command {}", own->words)};
      return;
    }
  }
  const KnownImage* row = find_known_image(first);
  if (row == nullptr || row == service.known.row || first.find('.') != std::string_view::npos) {
    return;
  }
  service.started = row->words;
  service.known = {row, Strength::inferred, "command " + std::string(first)};
}

}  // namespace

void settle_role(Service& service) {
  service.known = recognise(service.image, service.name);
  recognise_command(service);
  service.role = service.known.role();
  service.kind = service.known.kind("container");
  if (service.is_external) service.kind = "external";
  const bool may_end = !service.restarts && !service.publishes_ports() && !service.listens;
  const std::string command = service.command();
  const bool once = runs_once(last_command(command)) || is_named_job(service.name);
  // A store that is given a command for once is its client, not the store.
  service.is_job = may_end && (once || service.role == Role::job);
  if (service.is_job) service.role = Role::job;
  if (service.is_job) service.kind = "container";
  service.takes_work = takes_work(service);
  if (looks_inside(command)) service.role = Role::tool;
}

void recognise_awaited(std::vector<Service>& services) {
  std::set<std::string_view> awaited;
  for (const Service& service : services) {
    if (is_beside(service.role)) continue;
    for (const DeclaredEdge& edge : service.declared) awaited.insert(edge.target);
  }
  for (Service& service : services) {
    const std::string path = image_path(service.image);
    const bool is_bare = path.empty() || path.substr(path.rfind('/') + 1) == "exporter";
    if (service.role != Role::agent || !is_bare || service.known.row == nullptr ||
        service.known.row->words != "exporter" || !awaited.contains(service.name))
      continue;
    service.known = {};
    service.role = Role::unknown;
  }
}

std::string Setting::source() const {
  switch (kind) {
    case Kind::environment:
      return "environment " + name;
    case Kind::command:
      return "command";
    case Kind::build_argument:
      return "build argument " + name;
    case Kind::label:
      return "label " + name;
    case Kind::file:
      return "configuration " + name;
  }
  return name;
}

std::string Service::command() const {
  std::string text;
  for (const Setting& setting : settings) {
    if (setting.kind != Setting::Kind::command) continue;
    if (!text.empty()) text += ' ';
    text += setting.text;
  }
  return text;
}

std::string Service::program() const {
  const std::string variant = started.empty() ? std::string() : fmt::format(" {}", started);
  if (!image.empty()) return image_path(image) + program_of_tag(image) + variant;
  return build ? fmt::format("build {} {}{}", build->context, build->recipe, variant)
               : std::string();
}

std::string Service::variant() const {
  std::string same = program();
  if (same.empty()) return same;
  const std::string text = command();
  std::string first = text.substr(0, text.find(' '));
  if (is_shell(first)) {
    // What a script comes to in the end is the program; the image's own start tells nothing apart.
    first = last_program(text);
    if (first.find("entrypoint") != std::string::npos) return same;
  }
  // Options of a program that the image starts by itself tell nothing apart, nor does its name.
  const bool is_own =
      known.row != nullptr &&
      (first == known.row->words || first == fmt::format("{}-server", known.row->words) ||
       first == fmt::format("{}d", known.row->words));
  const bool is_program = !first.empty() && first.front() != '-' && !is_own;
  return is_program ? same + " " + first : same;
}

}  // namespace cutpoint::compose
