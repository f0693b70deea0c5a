#include "test/postgres.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/databases.h"

namespace zhulian::test {
namespace {
namespace fs = std::filesystem;

constexpr const char* binaries = "/usr/lib/postgresql/15/bin/";

// initdb and postgres refuse root; the package makes the user "postgres".
struct passwd* ordinary_user() {
  if (geteuid() != 0) return nullptr;
  struct passwd* user = getpwnam("postgres");
  if (user == nullptr) user = getpwnam("nobody");
  if (user == nullptr) throw std::runtime_error("no ordinary user to run PostgreSQL as");
  return user;
}

// Starts a program as the ordinary user, its output in `log`.
pid_t start(std::vector<std::string> words, const std::string& folder, const std::string& log) {
  struct passwd* const user = ordinary_user();
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork");
  if (pid > 0) return pid;
  const int out = open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0666);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  // A test program that is killed takes its server along.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent || chdir(folder.c_str()) != 0) _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Server {
 public:
  Server() {
    folder_ = (fs::temp_directory_path() / "zhulian-pg-XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("mkdtemp " + folder_);
    if (const struct passwd* user = ordinary_user();
        user != nullptr && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error("chown " + folder_);
    const std::string log = folder_ + ".log";
    const pid_t init = start({std::string(binaries) + "initdb", "-D", folder_ + "/data", "-U",
                              "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"},
                             folder_, log);
    if (wait_for(init) != 0) throw std::runtime_error("initdb: " + content(log));
    launch();
  }

  ~Server() {
    kill(pid_, SIGQUIT);  // At once: the data go anyway.
    wait_for(pid_);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    fs::remove(folder_ + ".log", ignored);
  }
  Server(const Server&) = delete;

  std::string url(const std::string& database) const {
    std::string host;
    for (const char c : folder_) host += c == '/' ? "%2F" : std::string(1, c);
    return "postgresql://postgres@/" + database + "?host=" + host;
  }

  void crash() {
    kill(pid_, SIGQUIT);
    wait_for(pid_);
    launch();
  }

  void run(const std::string& sql) const {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(
        PQconnectdb(url("postgres").c_str()), PQfinish);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
        PQexec(connection.get(), sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
      throw std::runtime_error(PQerrorMessage(connection.get()));
  }

 private:
  void launch() {
    const std::string log = folder_ + ".log";
    pid_ = start({std::string(binaries) + "postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                  "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                  "shared_buffers=32MB", "-c", "max_connections=60"},
                 folder_, log);
    for (int i = 0; i < 600; ++i) {
      if (PQping(url("postgres").c_str()) == PQPING_OK) return;
      int status = 0;
      if (waitpid(pid_, &status, WNOHANG) == pid_) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("postgres did not start: " + content(log));
  }

  std::string folder_;
  pid_t pid_ = 0;
};

Server& server() {
  static Server one;
  return one;
}

}  // namespace

std::string fresh_database() {
  static std::atomic<int> made{0};
  const std::string name = "test_" + std::to_string(++made);
  server().run("CREATE DATABASE " + name);
  return server().url(name);
}

void crash_postgres() {
  server().crash();
}

std::string fresh_url(const std::string& kind) {
  return kind == "sqlite" ? "sqlite::memory:" : fresh_database();
}

}  // namespace zhulian::test
