// What is shown of lines that hold passwords.
#include "model/base/passwords.hpp"

#include "tests/support/catch.hpp"

namespace cutpoint::testing::passwords_test {

TEST_CASE("passwords of addresses are starred") {
  CHECK(without_passwords("url: postgres://shop:hunter2@db/shop") ==
        "url: postgres://shop:*******@db/shop");
  CHECK(without_passwords("see http://db:5432 by a@b") == "see http://db:5432 by a@b");
}

TEST_CASE("what a name that tells of a secret is given is starred, as it is written") {
  CHECK(without_passwords("  DB_PASSWORD: hunter2") == "  DB_PASSWORD: *******");
  CHECK(without_passwords("[\"PGPASSWORD=hunter2\", \"PORT=80\"]") ==
        "[\"PGPASSWORD=*******\", \"PORT=80\"]");
  CHECK(without_passwords(R"({"password":"hun,ter2","port":80})") ==
        R"({"password":"********","port":80})");
  CHECK(without_passwords("api_token: \"not closed") == "api_token: \"**********");
  CHECK(without_passwords("DB_PASSWORD: ${NAME}x2") == "DB_PASSWORD: ${NAME}**");
  CHECK(without_passwords("DB_PASSWORD: ${NAME:-hunter2}") == "DB_PASSWORD: ***************}");
}

TEST_CASE("names of parts and references are left") {
  for (const char* line : {"auth-token: {kind: secret}", "  token: [a, b]", "password: |",
                           "DB_PASSWORD: ${DB_PASSWORD}", "needs: token-service",
                           "token-service:8080 is asked", "secretKeyRef: db"}) {
    CHECK(without_passwords(line) == line);
  }
}

}  // namespace cutpoint::testing::passwords_test
