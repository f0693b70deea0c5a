// What a database throws when it cannot do its part. Outcomes a caller expects (somebody
// else was first) are better asked of the database itself: ON CONFLICT DO NOTHING and the
// number of rows changed.
#pragma once

#include <stdexcept>
#include <string>

namespace zhulian {

class DatabaseError : public std::runtime_error {
 public:
  enum class Kind {
    unique,         // A second row with the same key.
    foreign_key,    // The row it points to is absent, or still pointed at.
    check,          // A CHECK, NOT NULL or trigger refused the row, or a text holds a NUL.
    busy,           // No connection or lock within OpenOptions::wait.
    serialization,  // Two transactions crossed, and repeating did not help.
    lost,           // The server went away. After a COMMIT was sent nobody knows its outcome.
    full,           // No room on the disk: nothing of the transaction is kept.
    read_only,      // The file or its folder may not be written: rights, or the volume itself.
    corrupt,        // The file or an index is damaged.
    other,          // Bad SQL, missing table, no rights.
  };

  DatabaseError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace zhulian
