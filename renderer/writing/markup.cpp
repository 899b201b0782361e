#include "renderer/writing/markup.hpp"

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : xml_text(visible(text))) {
    if (c == '\'') {
      out += "&#39;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view text, std::string_view css) {
  const std::string attribute = css.empty() ? "" : fmt::format(" class=\"{}\"", css);
  return fmt::format("<{}{}>{}</{}>", name, attribute, escaped(text), name);
}

namespace {

std::string class_attribute(const HtmlTable::Column& column, const std::string& css) {
  std::string classes = column.align == HtmlTable::Align::right ? "number" : "";
  for (const std::string& more : {column.css, css}) {
    if (!more.empty()) classes += (classes.empty() ? "" : " ") + more;
  }
  return classes.empty() ? "" : fmt::format(" class=\"{}\"", classes);
}

}  // namespace

std::string with_stars_held(std::string words) {
  constexpr std::string_view star = " *";
  for (std::size_t at = 0; (at = words.find(star, at)) != std::string::npos;) {
    words.replace(at, 1, "\u00A0");
    at += star.size();
  }
  return words;
}

std::string HtmlTable::html() const {
  return html_with("");
}

std::string HtmlTable::folded(std::string_view below) const {
  return fmt::format(
      "<details class=\"fold\"><summary>{} <small>{} row{}</small></summary>\n{}{}</details>\n",
      escaped(caption_), rows_.size(), rows_.size() == 1 ? "" : "s", html_with("visually-hidden"),
      below);
}

std::string HtmlTable::html_with(std::string_view caption_css) const {
  std::string out = fmt::format(
      "<div class=\"table\"><table><caption{}><span>{}</span></caption><thead><tr>",
      caption_css.empty() ? "" : fmt::format(" class=\"{}\"", caption_css), escaped(caption_));
  for (const Column& column : columns_) {
    // What has no words heads nothing.
    out += column.heading.empty()
               ? fmt::format("<td{}></td>", class_attribute(column, ""))
               : fmt::format("<th scope=\"col\"{}>{}</th>", class_attribute(column, ""),
                             escaped(column.heading));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<Cell>& row : rows_) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const char* tag = i == 0 ? "th scope=\"row\"" : "td";
      out += fmt::format("<{}{}>{}{}", tag, class_attribute(columns_[i], row[i].css),
                         escaped(i == 0 ? with_stars_held(row[i].text) : row[i].text), row[i].html);
      if (!row[i].note.empty()) out += element("small", row[i].note);
      out += i == 0 ? "</th>" : "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace cutpoint
