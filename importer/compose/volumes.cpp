#include "importer/compose/volumes.hpp"

#include <algorithm>
#include <map>

#include "importer/evidence/addresses.hpp"

namespace cutpoint::compose {

namespace {

/// "//nas/share" of CIFS, "nas:/export" or addr=nas of NFS.
std::string server_of(const Value* volume) {
  const Value* options = volume != nullptr ? volume->find("driver_opts") : nullptr;
  if (options == nullptr) return {};
  const std::string type = options->text_of("type");
  const std::string device = options->text_of("device");
  if (type != "cifs" && type != "smb3" && type != "nfs" && type != "nfs4") return {};
  if (device.rfind("//", 0) == 0) return device.substr(2, device.find('/', 2) - 2);
  const std::string mount = options->text_of("o");
  for (const char* key : {"addr=", "ip="}) {
    const std::size_t at = mount.find(key);
    if (at == std::string::npos || (at > 0 && mount[at - 1] != ',')) continue;
    const std::size_t from = at + std::string_view(key).size();
    return mount.substr(from, mount.find(',', from) - from);
  }
  const std::size_t colon = device.find(":/");
  return colon == std::string::npos ? std::string() : device.substr(0, colon);
}

}  // namespace

std::vector<UsedVolume> used_volumes(const Project& project, const std::vector<Service>& services,
                                     const std::vector<bool>& is_job) {
  std::map<std::string, std::vector<std::size_t>> users;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (is_job[i]) continue;
    for (const Mount& mount : services[i].mounts) {
      if (mount.type != "volume" || mount.source.empty() || mount.source.front() == '$') continue;
      auto& known = users[mount.source];
      if (known.empty() || known.back() != i) known.push_back(i);
    }
  }
  std::vector<UsedVolume> volumes;
  for (auto& [name, mounted] : users) {
    UsedVolume volume;
    volume.name = name;
    volume.server = normalised_host(server_of(project.volumes.find(name)));
    if (volume.server.empty() && mounted.size() < 2) continue;
    volume.description = volume.server.empty() ? "Named volume that several services mount"
                                               : "Share of the server " + volume.server;
    volume.span = services[mounted.front()].span;
    volume.users = std::move(mounted);
    volumes.push_back(std::move(volume));
  }
  return volumes;
}

}  // namespace cutpoint::compose
