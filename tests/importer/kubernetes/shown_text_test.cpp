// What may be shown of manifests: never what Secrets hold, as excerpts go to the logs of pipelines.
#include <string>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::shown_text_test {

namespace {

std::string shown(const std::string& text) {
  const KubernetesImport import(text);
  REQUIRE(import.sources.size() == 1);
  const std::string& result = import.sources.text(FileId(0U));
  CHECK(result.size() == text.size());
  return result;
}

}  // namespace

TEST_CASE("what Secrets hold is hidden in the text that is shown, and nothing else is") {
  const std::string yaml =
      "kind: Secret\nmetadata: {name: s}\nstringData: {pw: hunter2, url: 'db://x'}\n"
      "data:\n  key: aHVudGVyMg==\n---\nkind: ConfigMap\nmetadata: {name: c}\ndata: {open: yes}\n";
  CHECK(
      shown(yaml) ==
      "kind: Secret\nmetadata: {name: s}\nstringData: {pw: *******, url: '******'}\n"
      "data:\n  key: ************\n---\nkind: ConfigMap\nmetadata: {name: c}\ndata: {open: yes}\n");
  // All on one line, in a list whose items say no kind, and without a name.
  CHECK(shown(R"({"kind":"SecretList","items":[{"data":{"a":"bcd"}}]})") ==
        R"({"kind":"SecretList","items":[{"data":{"a":"***"}}]})");
  CHECK(shown(R"({"kind":"List","items":[{"stringData":{"a":"bcd"},"kind":"Secret"}]})") ==
        R"({"kind":"List","items":[{"stringData":{"a":"***"},"kind":"Secret"}]})");
}

TEST_CASE("a text that cannot be read stays what it is, for the error") {
  CHECK(shown("kind: [\n") == "kind: [\n");
  CHECK(shown("") == "");
}

TEST_CASE("variables whose names tell of a secret are hidden, and nothing beside them") {
  CHECK(shown("kind: Pod\nspec: {containers: [{env: [{name: DB_PASSWORD, value: hunter2},\n"
              "  {name: PORT, value: '80'}]}]}\n") ==
        "kind: Pod\nspec: {containers: [{env: [{name: DB_PASSWORD, value: *******},\n"
        "  {name: PORT, value: '80'}]}]}\n");
}

TEST_CASE("what a Secret holds is hidden where it cannot be read") {
  // A quote that is not closed, a wrong indentation, a key that is written twice.
  for (const char* data : {"  a: \"hunter2\n", "  a: b\n   c: hunter2\n",
                           "  a: |\n    x: hunter2\n   y: hunter2\n", "  a: hunter2\n  a: b\n"}) {
    CAPTURE(data);
    const std::string text = std::string("kind: Secret\nmetadata: {name: s}\nstringData:\n") + data;
    CHECK(shown(text).find("hunter2") == std::string::npos);
  }
  CHECK(shown("kind: Secret\ndata: {a: hunter2, a: b}\n").find("hunter2") == std::string::npos);
  CHECK(shown("kind: Secret\ndata: hunter2 [\nmetadata: {\n").find("hunter2") == std::string::npos);
  CHECK(shown(R"({"kind": "Secret", "data": {"a": "hunter2" "b"}})").find("hunter2") ==
        std::string::npos);
}

}  // namespace cutpoint::testing::shown_text_test
