//! What a chat model leaves inside a text: placeholders, pieces of the prompt, loops, emoji, labels, heading marks.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use super::chat::{SELF, even, is_own_voice, languages, words_of};
use super::{Article, Fault, Kind, Trace};
use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::span::{Span, Spans};
use crate::tongue::Slot;

fn regex(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

static BRACKETED: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"\[([^\[\]\n]{1,60})\]"));
static PLACEHOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"\{\{[^{}\n]{0,60}\}\}|(?-u:\b)X{3,}(?-u:\b)|(?i:lorem ipsum)|(?-u:\b)(?:TODO|TBD|FIXME)(?-u:\b)",
    )
});
static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"</?([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9_-]*(?: [A-Za-zÀ-ÿ0-9_-]+){0,4})>"));
static ECHO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?m)</?source-[0-9A-Za-z]+>|<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|^#{2,4} ?(?:(?:Instructions?|Response|Input|Output|System) ?:|(?:Assistant|User) ?:?)[ \t]*$",
    )
});
/// A label before the title or the opening paragraph, in plain text.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:titre|title|headline|chapô|chapo|lede|méta-description|meta description)(?: (?:de l[’']article|proposé))?\s?:",
    )
});
/// The same in Markdown, with what stands before and around it.
pub(super) static RAW_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"^( {0,3}#{1,6}[ \t]+)?(\*\*|__)?(?i:titre|title|headline|chapô|chapo|lede|méta-description|meta description)(?: (?:de l[’']article|proposé))?\s?:(\*\*|__)?[ \t]*",
    )
});
static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?:^|\s)(#{2,6}) ?[\p{L}\d*]"));

/// Tags that Markdown articles may hold.
#[rustfmt::skip]
const BODY_TAGS: &[&str] = &[
    "a", "abbr", "article", "aside", "audio", "b", "blockquote", "br", "caption", "center", "cite", "code",
    "del", "details", "div", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "i", "iframe", "img", "ins", "kbd", "li", "mark", "nav", "ol", "p", "picture", "pre",
    "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "u", "ul", "var", "video",
];

/// Whether a place of the Markdown text lies in no code block and no inline code.
fn outside_code(draft: &Draft, span: Span) -> bool {
    draft.block_at(span.start).is_none_or(|i| {
        let block = draft.blocks().at(i);
        block.kind != BlockKind::Code
            && !block
                .plain
                .unchanged()
                .any(|(t, s)| s.overlaps(span) && block.plain.is_code(t.start, t.end))
    })
}

fn is_emoji(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(opens_emoji)
}

fn opens_emoji(c: char) -> bool {
    // Stars are marks out of five.
    !matches!(c, '★' | '☆')
        && matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
}

/// Runs of emoji in a text, as byte ranges with their number.
fn emoji_runs(text: &str) -> Vec<(usize, usize, usize)> {
    let mut runs = Vec::new();
    let mut run = (0, 0, 0);
    for (i, g) in text.grapheme_indices(true) {
        if is_emoji(g) {
            if run.2 == 0 {
                run.0 = i;
            }
            run = (run.0, i + g.len(), run.2 + 1);
        } else if !g.trim().is_empty() {
            if run.2 >= 3 {
                runs.push(run);
            }
            run.2 = 0;
        }
    }
    if run.2 >= 3 {
        runs.push(run);
    }
    runs
}

/// Sentences of this many words are not written twice by accident of style.
const LONG: usize = 8;

/// Long sentences of paragraphs that stand word for word in an earlier paragraph or sentence. Quotations may come back, and a
/// list may sum up what the text says.
pub(super) fn repeats(draft: &Draft) -> Vec<Span> {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let quotes: Spans = draft.quotes().iter().map(|q| q.span).collect();
    draft
        .sentences()
        .filter(|(b, s)| {
            b.kind == BlockKind::Paragraph && s.words.len() >= LONG && !quotes.overlap(s.span)
        })
        .filter(|(b, s)| seen.insert(even(b.sentence(s)), ()).is_some())
        .map(|(_, s)| s.span)
        .collect()
}

fn loops(draft: &Draft) -> Vec<Trace> {
    let mut all: BTreeMap<String, Vec<(usize, Span)>> = BTreeMap::new();
    let said = draft
        .sentences()
        .filter(|(b, s)| b.kind != BlockKind::Row && s.words.len() >= 3);
    for (n, (block, sentence)) in said.enumerate() {
        all.entry(even(block.sentence(sentence)))
            .or_default()
            .push((n, sentence.span));
    }
    let mut faults = Vec::new();
    for places in all.values().filter(|p| p.len() >= 3) {
        let mut first = 0;
        let mut longest = (0, 1);
        for i in 1..places.len() {
            if places.at(i).0 != places.at(i - 1).0 + 1 {
                first = i;
            }
            if i - first + 1 > longest.1 {
                longest = (first, i - first + 1);
            }
        }
        let span = if longest.1 >= 3 {
            places
                .at(longest.0 + 1)
                .1
                .join(places.at(longest.0 + longest.1 - 1).1)
        } else if places.len() >= 4 {
            places.at(1).1
        } else {
            continue;
        };
        let text = places.at(0).1.slice(draft.text());
        let times = Slot::Number(places.len() as f64);
        let fault = Fault::new("loop").with("n", times);
        faults.push(Trace::of(fault, span, text));
    }
    for span in repeats(draft) {
        if faults.iter().any(|f| f.span.contains(span)) {
            continue;
        }
        let text = span.slice(draft.text());
        faults.push(Trace::of(Fault::new("twice"), span, text));
    }
    faults
}

/// What closing marks in square brackets name: `b` for `[/b]`.
fn closing_marks(text: &str) -> HashSet<String> {
    text.match_indices("[/")
        .filter_map(|(at, mark)| {
            let rest = text.get(at + mark.len()..)?;
            let end = rest.find(['[', ']'])?;
            rest.get(end..)?
                .starts_with(']')
                .then(|| rest.get(..end).map(str::to_owned))?
        })
        .collect()
}

/// Everything but openings, closings and fences: what stands inside the text.
pub(super) fn inside(article: Article<'_>, quotes: &Spans, faults: &mut Vec<Trace>) {
    let draft = article.draft;
    let text = draft.text();
    // The same mark often stands many times.
    let mut looked: HashMap<String, bool> = HashMap::new();
    let mut in_source = |t: &str| {
        article.source.is_some_and(|s| match looked.get(t) {
            Some(known) => *known,
            None => *looked
                .entry(t.to_owned())
                .or_insert_with(|| s.text().contains(t)),
        })
    };
    let closing = LazyCell::new(|| closing_marks(&even(text)));
    let from = draft.front().map_or(0, |f| f.span.end);
    for re in ECHO.iter() {
        for m in re.find_iter(&text[from..]) {
            let span = Span::new(m.start(), m.end()).shift(from);
            if outside_code(draft, span) && !in_source(m.as_str()) {
                faults.push(Trace::new(Kind::Echo, span, m.as_str()));
            }
        }
    }
    for re in TAG.iter() {
        for c in re.captures_iter(&text[from..]) {
            let (Some(m), Some(name)) = (c.get(0), c.get(1)) else {
                continue;
            };
            let span = Span::new(m.start(), m.end()).shift(from);
            let known = BODY_TAGS.contains(&name.as_str().to_lowercase().as_str());
            // `<Note>` … `</Note>` is a component of the site.
            let name = name.as_str();
            let pair = text.contains(&format!("<{name}")) && text.contains(&format!("</{name}>"));
            if !known && !pair && outside_code(draft, span) && !in_source(m.as_str()) {
                faults.push(Trace::new(Kind::Placeholder, span, m.as_str()));
            }
        }
    }
    for block in draft.blocks() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let plain = &block.plain;
        let mut add = |kind: Kind, start: usize, end: usize| {
            let span = plain.span(start, end);
            if !plain.is_code(start, end) && !in_source(&plain.text[start..end]) {
                faults.push(Trace::new(kind, span, &plain.text[start..end]));
            }
        };
        for (_, re) in SELF
            .iter()
            .filter(|(l, _)| languages(draft.lang()).any(|d| d == *l))
        {
            for m in re.find_iter(&plain.text) {
                let span = plain.span(m.start(), m.end());
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if letter(plain.text[..m.start()].chars().next_back())
                    || letter(plain.text[m.end()..].chars().next())
                {
                    continue;
                }
                let sentence = block
                    .sentences
                    .iter()
                    .find(|s| s.start <= m.start() && m.start() < s.end)
                    .map_or(plain.text.as_str(), |s| block.sentence(s));
                if !quotes.hold(span) && is_own_voice(m.as_str(), sentence) {
                    add(Kind::SelfReference, m.start(), m.end());
                }
            }
        }
        let blanks = PLACEHOLDER.iter().flat_map(|re| re.find_iter(&plain.text));
        for m in blanks.filter(|m| !is_site_tag(m.as_str())) {
            add(Kind::Placeholder, m.start(), m.end());
        }
        for c in BRACKETED
            .iter()
            .flat_map(|re| re.captures_iter(&plain.text))
        {
            let (Some(m), Some(inner)) = (c.get(0), c.get(1)) else {
                continue;
            };
            let text = even(inner.as_str());
            let open = words_of(&text).next().is_some_and(|w| {
                languages(draft.lang()).any(|l| l.pack().placeholder_words.contains(&w))
            });
            let quoted = quotes.hold(plain.span(m.start(), m.end()));
            let site = inner.as_str().contains('=') || text.contains(" protected");
            let closed = words_of(&text).next().is_some_and(|w| closing.contains(w));
            // `[Photo: Reuters]` credits, and `[name withheld]` was left out on purpose.
            let credit = inner
                .as_str()
                .split_once(':')
                .is_some_and(|(_, named)| named.trim().starts_with(char::is_uppercase));
            let withheld = words_of(&text).nth(1).is_some_and(|w| {
                languages(draft.lang()).any(|l| l.pack().desk.withheld.contains(&w))
            });
            let spared = site || closed || credit || withheld;
            if open && !spared && !quoted && !plain.text[m.end()..].starts_with(['(', '[']) {
                add(Kind::Placeholder, m.start(), m.end());
            }
        }
        for c in MARKER.iter().flat_map(|re| re.captures_iter(&plain.text)) {
            if let Some(m) = c.get(1) {
                add(Kind::Marker, m.start(), m.end());
            }
        }
        if plain.text.contains(opens_emoji) {
            for (start, end, n) in emoji_runs(&plain.text) {
                let shown = &plain.text[start..end];
                let fault = Fault::new("emoji").with("n", Slot::Number(n as f64));
                faults.push(Trace::of(fault, plain.span(start, end), shown));
            }
        }
    }
    for block in labelled(draft) {
        if let Some(m) = LABEL.iter().find_map(|re| re.find(&block.plain.text)) {
            let start = m.start() + (m.as_str().len() - m.as_str().trim_start().len());
            let span = block.plain.span(start, m.end());
            faults.push(Trace::new(Kind::Label, span, m.as_str().trim()));
        }
    }
    faults.extend(loops(draft));
}

/// Whether `{{ … }}` is code of a site generator, not a blank with the name of what is missing.
fn is_site_tag(found: &str) -> bool {
    let Some(inner) = found.strip_prefix("{{") else {
        return false;
    };
    inner.starts_with(['<', '%', '#', '/', '>'])
        || inner.contains(['.', '|', '(', '"', '=', '$', '/'])
        || inner
            .trim_matches(['}', ' ', '-', '_'])
            .eq_ignore_ascii_case("toc")
}

/// The blocks that a label may stand before: the first two.
pub(super) fn labelled(draft: &Draft) -> impl Iterator<Item = &Block> {
    draft
        .blocks()
        .iter()
        .take(2)
        .filter(|b| matches!(b.kind, BlockKind::Heading(1) | BlockKind::Paragraph))
}
