#include "platform/files.h"

#include "platform/disk.h"
#include "platform/images.h"
#include "platform/images_world.h"
#include "platform/platform_world.h"

namespace zhulian {
namespace {

using test::area;
using test::morning;

class FilesOnDisk : public test::PlatformTest {
 protected:
  NewFile photo() {
    return {.id = {"018f0000-0000-7000-8000-0000000000f1"},
            .name = "C:\\photos\\../door.jpg",
            .purpose = "delivery.evidence",
            .area = area("421102001")};
  }
  int files_on_disk() {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "files"))
      count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  void age_all_files() {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "files"))
      if (entry.is_regular_file())
        std::filesystem::last_write_time(
            entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
  }
  Result<StoredFile> keep(const NewFile& file, const std::string& bytes) {
    const auto prepared = files.prepare(bytes, photos());
    if (!prepared) return std::unexpected(prepared.error());
    return as(admin, [&](const Call& call) { return files.add(call, *prepared, file); });
  }
};
ON_BOTH_DATABASES(FilesOnDisk);

TEST_P(FilesOnDisk, a_photo_is_kept_sealed_and_without_its_position) {
  const auto kept = keep(photo(), test::jpeg_with_position());
  ASSERT_TRUE(kept) << kept.error().code;
  EXPECT_EQ(kept->kind, FileKind::jpeg);
  EXPECT_EQ(kept->name, "door.jpg");
  const auto read = db().read([&](Tx& tx) { return files.read(tx, kept->id); });
  EXPECT_EQ(read->find(test::position_text), std::string::npos);
  EXPECT_EQ(static_cast<std::int64_t>(read->size()), kept->bytes);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "files"))
    if (entry.is_regular_file()) {
      EXPECT_EQ(disk::read_all(entry.path()).find("\xff\xd8\xff"), std::string::npos);
      EXPECT_EQ(entry.status().permissions(), std::filesystem::perms(0600));
    }
}

TEST_P(FilesOnDisk, the_same_upload_twice_is_one_file_and_another_content_is_refused) {
  const auto first = keep(photo(), test::jpeg_with_position());
  const auto second = keep(photo(), test::jpeg_with_position());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->sha256, first->sha256);
  EXPECT_EQ(count("platform_file"), 1);
  EXPECT_EQ(keep(photo(), test::png_with_position()).error().code, "platform.file.other_content");
  EXPECT_TRUE(db().read([&](Tx& tx) { return files.read(tx, first->id); }));
  EXPECT_EQ(files_on_disk(), 3);
  EXPECT_EQ(files.sweep(db(), morning), 0) << "a transaction may still be on its way";
  age_all_files();
  EXPECT_EQ(files.sweep(db(), morning), 2);
  EXPECT_TRUE(db().read([&](Tx& tx) { return files.read(tx, first->id); }));
}

TEST_P(FilesOnDisk, expire_and_go) {
  auto file = photo();
  file.expires_at = morning + std::chrono::hours(24);
  ASSERT_TRUE(keep(file, test::jpeg_with_position()));
  age_all_files();
  EXPECT_EQ(files.sweep(db(), morning), 0);
  EXPECT_EQ(files.sweep(db(), *file.expires_at), 1);
  EXPECT_EQ(count("platform_file"), 0);
  EXPECT_FALSE(db().read([&](Tx& tx) { return files.read(tx, file.id); }));
}

TEST_P(FilesOnDisk, what_something_took_stays) {
  auto file = photo();
  file.expires_at = morning + std::chrono::hours(24);
  ASSERT_TRUE(keep(file, test::jpeg_with_position()));
  EXPECT_TRUE(db().write([&](Tx& tx) { return keep_file(tx, file.id); }));
  age_all_files();
  EXPECT_EQ(files.sweep(db(), *file.expires_at), 0);
  EXPECT_TRUE(db().read([&](Tx& tx) { return files.read(tx, file.id); }));
  EXPECT_FALSE(db().write([&](Tx& tx) { return keep_file(tx, Id<StoredFile>{"gone"}); }));
}

TEST_P(FilesOnDisk, outside_ones_areas_are_absent) {
  ASSERT_TRUE(keep(photo(), test::jpeg_with_position()));
  as(admin, [&](const Call& call) { EXPECT_TRUE(find_file(call, photo().id)); });
  Actor other = admin;
  other.areas = {area("370215")};
  as(other, [&](const Call& call) {
    EXPECT_EQ(find_file(call, photo().id).error().fault, Fault::not_found);
  });
}

TEST_P(FilesOnDisk, that_were_changed_on_the_disk_are_found) {
  const auto kept = keep(photo(), test::jpeg_with_position());
  EXPECT_TRUE(files.damaged(db()).empty());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "files"))
    if (entry.is_regular_file()) {
      std::fstream file(entry.path(), std::ios::in | std::ios::out);
      file.seekp(40);
      file << "x";
    }
  EXPECT_EQ(files.damaged(db()), std::vector{kept->id.text});
  EXPECT_THROW(db().read([&](Tx& tx) { return files.read(tx, kept->id); }), std::runtime_error);
}

TEST_P(FilesOnDisk, of_other_kinds_are_refused_by_their_content) {
  const auto code = [&](const std::string& bytes, const Acceptance& accepted) {
    const auto prepared = files.prepare(bytes, accepted);
    return prepared ? std::string(word(prepared->kind)) : prepared.error().code;
  };
  EXPECT_EQ(code("", photos()), "platform.file.empty");
  EXPECT_EQ(code("<svg onload=alert(1)>", photos()), "platform.file.unsupported");
  EXPECT_EQ(code("MZ\x90", photos()), "platform.file.unsupported");
  EXPECT_EQ(code(std::string("\0\0\0\x18"
                             "ftypheic\0\0",
                             14),
                 photos()),
            "platform.file.heic");
  EXPECT_EQ(code("\xff\xd8\xff", photos()), "platform.image.damaged");
  EXPECT_EQ(code(std::string(20'000'001, 'a'), photos()), "platform.file.too_large");
  EXPECT_EQ(code("PK\x03\x04....[Content_Types].xml", sheets()), "xlsx");
  EXPECT_EQ(code("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", sheets()),
            "ods");
  EXPECT_EQ(code("PK\x03\x04 a jar", sheets()), "platform.file.unsupported");
  EXPECT_EQ(code("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sheets()), "xls");
  EXPECT_EQ(code("name,id\n", sheets()), "csv");
  EXPECT_EQ(code(test::jpeg_with_position(), sheets()), "platform.file.unsupported");
  EXPECT_EQ(files_on_disk(), 4);
}

}  // namespace
}  // namespace zhulian
