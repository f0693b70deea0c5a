#include "sheet/xml.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <expat.h>

namespace zhulian::sheet {

namespace {

constexpr int buffer_bytes = 65'536;
// A parser at work on an honest sheet takes about 0.2 MB.
constexpr std::size_t budget_bytes = 24u << 20;

// expat's allocator knows no context, so the budget of the parser now running is found
// through the thread, and every block remembers whose it is.
struct Budget {
  std::size_t left = budget_bytes;
};
thread_local Budget* budget_now = nullptr;

struct alignas(std::max_align_t) Block {
  Budget* owner;
  std::size_t bytes;
};

void* take(std::size_t bytes) {
  Budget* owner = budget_now;
  if (!owner || bytes > owner->left) return nullptr;
  auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + bytes));
  if (!block) return nullptr;
  owner->left -= bytes;
  *block = {owner, bytes};
  return block + 1;
}

void give_back(void* memory) {
  if (!memory) return;
  Block* block = static_cast<Block*>(memory) - 1;
  block->owner->left += block->bytes;
  std::free(block);
}

void* take_again(void* memory, std::size_t bytes) {
  if (!memory) return take(bytes);
  Block* block = static_cast<Block*>(memory) - 1;
  Budget* owner = block->owner;
  if (bytes > block->bytes && bytes - block->bytes > owner->left) return nullptr;
  const std::size_t before = block->bytes;
  block = static_cast<Block*>(std::realloc(block, sizeof(Block) + bytes));
  if (!block) return nullptr;
  owner->left += before;
  owner->left -= bytes;
  block->bytes = bytes;
  return block + 1;
}

const XML_Memory_Handling_Suite memory_suite{take, take_again, give_back};

// A row handed out may open another workbook: budgets nest.
class Spending {
 public:
  explicit Spending(Budget& budget) : before_(budget_now) { budget_now = &budget; }
  ~Spending() { budget_now = before_; }
  Spending(const Spending&) = delete;
  Spending& operator=(const Spending&) = delete;

 private:
  Budget* before_;
};

}  // namespace

// Between expat, which is C and must not be unwound, and the handler.
struct XmlRun {
  XmlHandler& handler;
  XML_Parser parser;
  bool doctype = false;
  std::exception_ptr thrown{};

  template <class Call>
  void guarded(Call call) {
    if (handler.stopped_ || thrown || doctype) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
    }
    if (handler.stopped_ || thrown) XML_StopParser(parser, XML_FALSE);
  }

  static void open(void* self, const char* name, const char** pairs) {
    auto* run = static_cast<XmlRun*>(self);
    run->guarded([&] { run->handler.open(name, Attributes(pairs)); });
  }
  static void close(void* self, const char* name) {
    auto* run = static_cast<XmlRun*>(self);
    run->guarded([&] { run->handler.close(name); });
  }
  static void text(void* self, const char* characters, int length) {
    auto* run = static_cast<XmlRun*>(self);
    run->guarded([&] { run->handler.text({characters, static_cast<std::size_t>(length)}); });
  }
  static void comment(void* self, const char* characters) {
    auto* run = static_cast<XmlRun*>(self);
    run->guarded([&] { run->handler.comment(characters); });
  }
  static void instruction(void* self, const char* target, const char* rest) {
    auto* run = static_cast<XmlRun*>(self);
    run->guarded([&] { run->handler.instruction(target, rest); });
  }
  static void refuse_doctype(void* self, const char*, const char*, const char*, int) {
    auto* run = static_cast<XmlRun*>(self);
    run->doctype = true;
    XML_StopParser(run->parser, XML_FALSE);
  }

  // Why the parser ended early; what the handler said comes first.
  Result<void> verdict(const std::string& part) {
    if (thrown) std::rethrow_exception(thrown);
    if (handler.fault_) return std::unexpected(std::move(*handler.fault_));
    if (handler.stopped_) return {};
    const char* code =
        XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY ? "sheet.too_complex" : "sheet.damaged";
    if (doctype) code = "sheet.doctype";
    const auto [line, column] = at();
    return fail(
        Fault::invalid, code, {},
        {{"part", part}, {"line", std::to_string(line)}, {"column", std::to_string(column)}});
  }

  XmlHandler::At at() const {
    return {.line = static_cast<int>(XML_GetCurrentLineNumber(parser)),
            .column = static_cast<int>(XML_GetCurrentColumnNumber(parser)) + 1};
  }

  explicit XmlRun(XmlHandler& h, XML_Parser p) : handler(h), parser(p) { h.run_ = this; }
  ~XmlRun() { handler.run_ = nullptr; }
  XmlRun(const XmlRun&) = delete;
  XmlRun& operator=(const XmlRun&) = delete;
};

XmlHandler::At XmlHandler::at() const {
  return run_ ? run_->at() : At{};
}

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char* const* pair = pairs_; *pair; pair += 2)
    if (name == *pair) return pair[1];
  return {};
}

bool Attributes::has(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair; pair += 2)
    if (name == *pair) return true;
  return false;
}

std::string_view Attributes::local(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair; pair += 2)
    if (local_name(*pair) == name) return pair[1];
  return {};
}

std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

Result<void> parse_xml(ByteStream& part, XmlHandler& handler) {
  Budget budget;
  const Spending spending(budget);
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  const std::unique_ptr<XML_ParserStruct, Free> parser(
      XML_ParserCreate_MM(nullptr, &memory_suite, nullptr));
  if (!parser) throw std::bad_alloc();

  XmlRun run(handler, parser.get());
  XML_SetUserData(parser.get(), &run);
  XML_SetElementHandler(parser.get(), XmlRun::open, XmlRun::close);
  XML_SetCharacterDataHandler(parser.get(), XmlRun::text);
  XML_SetCommentHandler(parser.get(), XmlRun::comment);
  XML_SetProcessingInstructionHandler(parser.get(), XmlRun::instruction);
  XML_SetStartDoctypeDeclHandler(parser.get(), XmlRun::refuse_doctype);

  for (;;) {
    void* buffer = XML_GetBuffer(parser.get(), buffer_bytes);
    if (!buffer) return run.verdict(part.name());
    const std::size_t n = TRY(part.read({static_cast<char*>(buffer), buffer_bytes}));
    if (XML_ParseBuffer(parser.get(), static_cast<int>(n), n == 0) != XML_STATUS_OK)
      return run.verdict(part.name());
    if (n == 0) return {};
  }
}

Result<bool> parse_xml_if_there(const Archive& archive, std::string_view part,
                                XmlHandler& handler) {
  if (part.empty() || !archive.has(part)) return false;
  Part opened = TRY(archive.part(part));
  TRY(parse_xml(opened, handler));
  return true;
}

}  // namespace zhulian::sheet
