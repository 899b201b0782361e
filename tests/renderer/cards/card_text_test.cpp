// Texts of cards: where they are broken, what is left out of them, what two have in common.
#include "renderer/cards/card_text.hpp"

#include "renderer/cards/card_look.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::card_text_test {

TEST_CASE("names are broken between words, and what is too long loses its middle") {
  using Lines = std::vector<std::string>;
  constexpr double room = card_size::text_room;
  CHECK(name_lines_of("web", room) == Lines{"web"});
  CHECK(name_lines_of("payment-provider", room) == Lines{"payment-", "provider"});
  const Lines lines = name_lines_of(std::string(120, 'x'), room);
  REQUIRE(lines.size() == 2);
  CHECK(has(lines[1], "…"));
  // What does not fit is left out by whole words, where words fill the line well.
  const auto within = [](const std::string& text, double width) {
    return text_within(text, width, card_size::name_font, true);
  };
  CHECK(within("ts-admin-basic-info-service", 100) == "ts-admin-…");
  CHECK(within("ts-payment-service", 100) == "ts-…service");
  CHECK(within("failover of any of db-primary, db-standby", 200) == "failover of any …standby");
  CHECK(within("ts-" + std::string(40, 'x'), 100).size() > 8);
  CHECK(name_lines_of("アプリケーションサーバー一号機", room).size() == 2);
}

TEST_CASE("what two names share is found in whole words") {
  const SharedWords shared = shared_words("ts-notification-service", "ts-avatar-service");
  CHECK(shared.front == 3);
  CHECK(shared.back == 8);
  const SharedWords apart = shared_words("orders", "payments");
  CHECK(apart.front == 0);
  CHECK(apart.back == 0);
  const SharedWords same = shared_words("web-1", "web-1");
  CHECK(same.front + same.back < 5);
}

TEST_CASE("texts are cut between words where there are any") {
  CHECK(text_within("payment-provider", 500, 12, false) == "payment-provider");
  const std::string cut = text_within("failover of payment-provider", 130, 12, false);
  CHECK(text_width(cut, 12, false) <= 130);
  CHECK(cut.find("…") != std::string::npos);
  CHECK(lines_within("load-balancer", 60, 11, false) ==
        std::vector<std::string>{"load-", "balancer"});
}

}  // namespace cutpoint::testing::card_text_test
