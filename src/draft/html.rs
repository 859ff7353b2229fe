//! The text that stands in raw HTML: what a browser would print of it. No parser of HTML, one pass over its marks.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use super::Plain;
use crate::span::Span;

/// Elements whose content is never printed.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "svg", "head"];

/// Elements that stand in a line of text: their marks cut no word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

/// The named characters that occur in articles; the others stay as they are written.
#[rustfmt::skip]
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
    ("shy", "\u{AD}"), ("zwnj", "\u{200C}"), ("zwj", "\u{200D}"), ("hellip", "…"), ("mdash", "—"), ("ndash", "–"),
    ("laquo", "«"), ("raquo", "»"), ("lsquo", "‘"), ("rsquo", "’"), ("ldquo", "“"), ("rdquo", "”"), ("euro", "€"),
    ("agrave", "à"), ("acirc", "â"), ("ccedil", "ç"), ("egrave", "è"), ("eacute", "é"), ("ecirc", "ê"),
    ("euml", "ë"), ("icirc", "î"), ("iuml", "ï"), ("ocirc", "ô"), ("ugrave", "ù"), ("ucirc", "û"), ("oelig", "œ"),
    ("Agrave", "À"), ("Ccedil", "Ç"), ("Egrave", "È"), ("Eacute", "É"), ("Ecirc", "Ê"), ("OElig", "Œ"),
];

/// Elements of HTML, and those of it that sites put into articles.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "a", "abbr", "acronym", "address", "amp", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data",
    "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li",
    "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noscript", "object",
    "ol", "optgroup", "option", "output", "p", "param", "path", "picture", "pre", "progress", "q", "rp", "rt", "ruby",
    "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tt", "u", "ul", "use", "var", "video", "wbr",
];

/// The name of the element that a mark opens, as written.
pub(super) fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let len = inner
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
        .unwrap_or(inner.len());
    inner.get(..len).unwrap_or(inner)
}

/// Whether `<…>` at the start of a text is words between angle brackets: no element that is known, no attribute, no end of one.
pub(super) fn is_words(tag: &str) -> bool {
    let end = tag.find(['>', '\n']);
    let Some((tag, rest)) = end.and_then(|end| tag.split_at_checked(end)) else {
        return false;
    };
    if !rest.starts_with('>') {
        return false;
    }
    let name = name(tag);
    tag.starts_with('<')
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['-', ':', '.', '_'])
        && !tag.contains(['=', '/'])
        && KNOWN
            .binary_search(&name.to_ascii_lowercase().as_str())
            .is_err()
}

/// The names of all elements that a text closes.
pub(super) fn closed(text: &str) -> std::collections::BTreeSet<&str> {
    text.match_indices("</")
        .filter_map(|(i, _)| text.get(i + 2..))
        .map(|rest| {
            let mut near = 60.min(rest.len());
            while !rest.is_char_boundary(near) {
                near -= 1;
            }
            name(rest.get(..near).unwrap_or(rest))
        })
        .collect()
}

/// The visible text of the HTML at `from..to` of `text`, with its places. Linear: every byte is looked at once or twice.
pub(super) fn visible(text: &str, from: usize, to: usize) -> Plain {
    let mut plain = Plain::default();
    let html = text.get(..to).unwrap_or("");
    let mut at = from;
    while let Some(found) = html.get(at..).and_then(|r| r.find(['<', '&'])) {
        let mark = at + found;
        push(&mut plain, html, at, mark);
        let rest = html.get(mark..).unwrap_or("");
        at = if let Some(entity) = entity(rest) {
            let (len, value) = entity;
            plain.push_clean(&value, Span::new(mark, mark + len), false);
            mark + len
        } else if rest.starts_with("<!--") {
            rest.find("-->").map_or(html.len(), |e| mark + e + 3)
        } else if let Some(name) = element(rest) {
            let end = rest.find('>').map_or(html.len(), |e| mark + e + 1);
            if !INLINE.contains(&name.as_str()) {
                plain.separate('\n');
            }
            let own = rest.get(..end - mark).unwrap_or(rest);
            let opens = !rest.starts_with("</") && !own.ends_with("/>");
            if opens && UNSEEN.contains(&name.as_str()) {
                past_end(html, end, &name)
            } else {
                end
            }
        } else {
            push(&mut plain, html, mark, mark + 1);
            mark + 1
        };
    }
    push(&mut plain, html, at, html.len());
    plain
}

fn push(plain: &mut Plain, html: &str, start: usize, end: usize) {
    if let Some(piece) = html.get(start..end) {
        plain.push_clean(piece, Span::new(start, end), true);
    }
}

/// After the closing mark of an element whose content is not printed; the end of the text when there is none.
fn past_end(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = html.get(at..).and_then(|r| r.find("</")) {
        let close = at + found;
        let rest = html.get(close..).unwrap_or("");
        if element(rest).is_some_and(|n| n == name) {
            return rest.find('>').map_or(html.len(), |e| close + e + 1);
        }
        at = close + 2;
    }
    html.len()
}

/// The name of the element whose mark opens or closes here, in lowercase; `!doctype` and `?xml` too.
fn element(rest: &str) -> Option<String> {
    let inner = rest.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let len = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '!' | '?')))
        .unwrap_or(inner.len());
    let name = inner.get(..len.min(40))?;
    name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
        .then(|| name.to_ascii_lowercase())
}

/// The length and the value of a character reference.
fn entity(rest: &str) -> Option<(usize, String)> {
    let inner = rest.strip_prefix('&')?;
    let len = inner.bytes().take(12).position(|b| b == b';')?;
    let name = inner.get(..len)?;
    let value = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?.to_string()
        }
        None => NAMED.iter().find(|n| n.0 == name)?.1.to_owned(),
    };
    Some((len + 2, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_angle_brackets() {
        assert!(KNOWN.is_sorted());
        for words in ["<My Great Title>", "<Oui>", "<nom du maire>", "<Été>"] {
            assert!(is_words(words), "{words}");
        }
        for markup in [
            "<p>",
            "<B>",
            "<Figure src=\"x\">",
            "<YouTube />",
            "</Nom>",
            "<my-element>",
            "<!-- x -->",
            "<http://a.b>",
            "<",
            "<3 ans>",
            "<svg viewBox>",
            "<Nom",
        ] {
            assert!(!is_words(markup), "{markup}");
        }
        assert!(closed("<Note>a</Note>").contains("Note"));
    }

    #[test]
    fn what_a_browser_would_print() {
        for (html, seen) in [
            ("<p>Le <b>port</b> rouvre.</p>", "Le port rouvre."),
            ("for<b>bid</b>den", "forbidden"),
            ("<td>un</td><td>deux</td>", "un\ndeux"),
            ("<!-- rien -->", ""),
            ("<!-- jamais fini", ""),
            ("<script>var été = 1;</script>Après", "Après"),
            ("<style>p { color: red }", ""),
            (
                "&eacute;t&#xe9;&nbsp;&#33; & co &unknown;",
                "été\u{a0}! & co &unknown;",
            ),
            ("pub&shy;licité", "publicité"),
            ("a < b et c > d", "a < b et c > d"),
            ("<iframe src=\"x\"></iframe>", ""),
            ("<br/>Ligne<br>suivante", "Ligne\nsuivante"),
            ("<", "<"),
            ("<p", ""),
        ] {
            assert_eq!(visible(html, 0, html.len()).text.trim_end(), seen, "{html}");
        }
        let html = "<p>Le <b>port</b></p>";
        let plain = visible(html, 0, html.len());
        let at = plain.text.find("port").expect("there");
        assert_eq!(plain.span(at, at + 4).slice(html), "port");
    }
}
