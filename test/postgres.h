// A PostgreSQL of one's own for tests: started once per test program in a temporary folder,
// as an ordinary user, on a unix socket only, and stopped at the end.
#pragma once

#include <string>

namespace zhulian::test {

// The URL of a new empty database on it.
std::string fresh_database();

// Stops and starts the server again, as a crash would: for tests about lost connections.
void crash_postgres();

}  // namespace zhulian::test
