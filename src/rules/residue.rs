//! `residue`: what a chat model leaves around and inside an answer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use super::phrase::quoted;
use super::{
    Article, Binder, Def, Example, Expect, Facts, Finding, Instruction, Merge, Mutant, Outcome,
    Part, Rule, Scope, SettingDoc, TextEdit, Tongue,
};
use crate::diag::Severity;
use crate::draft::{Block, BlockKind, Draft, Sentence};
use crate::lang::{Lang, TABLE};
use crate::span::Span;

/// The rule.
pub static DEF: Def = Def {
    id: "residue",
    summary: "The article holds no trace of the chat that made it",
    docs: "\
Looks for what a chat model leaves behind, by the word lists of the article's language and of English, into which models fall \
back:

- an opening (`Bien sûr ! Voici l’article :`) in the first paragraph, and a closing (`N’hésitez pas à me dire…`) in the last. \
An opening counts when it stands alone, announces the article, or stands before the title; a closing when it speaks in the \
first person or offers changes. *Voici trois ans que le port attend* is a sentence like any other.
- a model that speaks of itself, outside quotations;
- a code fence around the whole answer, or one that is never closed;
- a placeholder left open: `[insérer le nom]`, `{{ nom }}`, `<title>`, `XXX`, `TODO`, *lorem ipsum*; what the source holds too \
is no placeholder;
- a piece of the prompt: `<source-…>`, `### Instruction`, `<|im_end|>`;
- the same sentence of 3 words or more three times in a row, or four times in all;
- 3 emoji or more in a row;
- a label before the title or the opening paragraph (`Titre :`), and heading marks inside a text (`## `).

The fix removes openings, closings, fences around the whole and labels; the rest needs a writer.",
    settings: &[SettingDoc {
        name: "is",
        takes: "`true` or `false`",
        doc: "whether residue is looked for",
    }],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "a sentence that opens with `Voici`",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le port attend ses scanners\n\nVoici trois ans que le port attend ses scanners. La douane n’hésite plus : elle en loue deux.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a chat opening before the title",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "Bien sûr ! Voici l’article réécrit :\n\n# Le port attend ses scanners\n\nLa douane en loue deux.\n",
            expect: Expect::Fails {
                message: "a chat opening",
                at: "Bien sûr ! Voici l’article réécrit :",
            },
        },
        Example {
            title: "a chat closing, in English",
            yaml: "language: en\nresidue: true\n",
            recipe: "language en\nresidue\n",
            source: None,
            draft: "# Council votes the harbour budget\n\nThe harbour gets two cranes.\n\nLet me know if you would like any changes!\n",
            expect: Expect::Fails {
                message: "a chat closing",
                at: "Let me know if you would like any changes!",
            },
        },
        Example {
            title: "a placeholder left open",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le budget est voté\n\nLe maire, [insérer le nom], salue le vote.\n",
            expect: Expect::Fails {
                message: "a placeholder left open: `[insérer le nom]`",
                at: "[insérer le nom]",
            },
        },
        Example {
            title: "the same sentence over and over",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le port veille\n\nLa douane contrôle les conteneurs. La douane contrôle les conteneurs. La douane contrôle les conteneurs.\n",
            expect: Expect::Fails {
                message: "the same sentence 3 times",
                at: "La douane contrôle les conteneurs. La douane contrôle les conteneurs.",
            },
        },
        Example {
            title: "a label before the title",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Titre : Le port veille\n\nLa douane contrôle les conteneurs.\n",
            expect: Expect::Fails {
                message: "a label: `Titre :`",
                at: "Titre :",
            },
        },
    ],
};

#[derive(Debug)]
struct Residue;

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    match b.flag("is") {
        Some((false, _)) => None,
        _ => Some(Box::new(Residue)),
    }
}

/// What was left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opening,
    Closing,
    SelfReference,
    Fence,
    Placeholder,
    Echo,
    Loop,
    Emoji,
    Label,
    Marker,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Opening,
        Self::Closing,
        Self::SelfReference,
        Self::Fence,
        Self::Placeholder,
        Self::Echo,
        Self::Loop,
        Self::Emoji,
        Self::Label,
        Self::Marker,
    ];

    /// How its messages begin.
    fn lead(self) -> &'static str {
        match self {
            Self::Opening => "a chat opening",
            Self::Closing => "a chat closing",
            Self::SelfReference => "the model speaks of itself",
            Self::Fence => "a code fence",
            Self::Placeholder => "a placeholder left open",
            Self::Echo => "a piece of the prompt",
            Self::Loop => "the same sentence",
            Self::Emoji => "emoji in a row",
            Self::Label => "a label",
            Self::Marker => "heading marks inside a text",
        }
    }
}

#[derive(Debug)]
struct Fault {
    kind: Kind,
    span: Span,
    message: String,
    excerpt: String,
}

impl Fault {
    fn new(kind: Kind, span: Span, excerpt: &str) -> Self {
        Self {
            kind,
            span,
            message: format!("{}: `{}`", kind.lead(), shortened(excerpt)),
            excerpt: excerpt.to_owned(),
        }
    }
}

/// At most 80 characters of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// Words by which an opening announces the article, and by which a closing betrays a chat, per language.
struct ChatWords {
    lang: Lang,
    products: &'static [&'static str],
    offers: &'static [&'static str],
}

const CHAT_WORDS: &[ChatWords] = &[
    ChatWords {
        lang: Lang::FR,
        products: &[
            "article",
            "texte",
            "version",
            "titre",
            "réécriture",
            "résumé",
            "traduction",
            "proposition",
            "chapô",
            "chapo",
            "passage",
            "brouillon",
            "rédaction",
        ],
        offers: &[
            "je",
            "j",
            "me",
            "m",
            "moi",
            "modification",
            "modifications",
            "ajustement",
            "ajustements",
            "retouches",
        ],
    },
    ChatWords {
        lang: Lang::EN,
        products: &[
            "article",
            "text",
            "version",
            "title",
            "headline",
            "rewrite",
            "summary",
            "translation",
            "draft",
            "passage",
            "piece",
            "section",
        ],
        offers: &[
            "i",
            "i'd",
            "i'll",
            "i'm",
            "me",
            "my",
            "changes",
            "adjustments",
            "revisions",
            "tweaks",
        ],
    },
];

/// The languages whose lists are used: the article's, and English.
fn languages(lang: Lang) -> impl Iterator<Item = Lang> {
    [Some(lang), (lang != Lang::EN).then_some(Lang::EN)]
        .into_iter()
        .flatten()
}

/// Lowercase, with straight apostrophes and single spaces.
fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '’' | '‘' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// What follows `phrase` at the start of `text`, when it ends at a word border there.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(phrase)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .flat_map(|w| {
            // `j'espère` gives `j` and `espère`; `i'd` stays whole, because the lists hold it so.
            match w.split_once('\'') {
                Some((a, b)) if a.len() == 1 && !matches!(b, "d" | "ll" | "m" | "ve") => [a, b],
                _ => [w, ""],
            }
        })
        .filter(|w| !w.is_empty())
}

fn names_product(rest: &str) -> bool {
    let words: Vec<&str> = words_of(rest).take(9).collect();
    CHAT_WORDS.iter().any(|l| {
        words.iter().enumerate().any(|(i, w)| {
            i < 8
                && l.products.contains(w)
                && !words
                    .get(i + 1)
                    .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

fn is_opening(sentence: &str, lang: Lang, before_title: bool, alone: bool) -> bool {
    let text = even(sentence);
    languages(lang)
        .flat_map(|l| l.pack().chat_openings)
        .filter_map(|p| after(&text, p))
        .any(|rest| {
            let ends_open = text.ends_with(':');
            !rest.contains(char::is_alphanumeric)
                || (names_product(rest) && (ends_open || before_title || alone))
                || (before_title && (ends_open || alone))
        })
}

fn is_closing(sentence: &str, lang: Lang) -> bool {
    let text = even(sentence);
    languages(lang).any(|l| {
        l.pack().chat_closings.iter().any(|p| {
            after(&text, p).is_some()
                && words_of(&text).any(|w| {
                    CHAT_WORDS
                        .iter()
                        .any(|c| c.lang == l && c.offers.contains(&w))
                })
        })
    })
}

fn joined(sentences: &[Sentence]) -> Option<Span> {
    Some(sentences.first()?.span.join(sentences.last()?.span))
}

/// The sentences that open the first paragraph as a chat does.
fn opening(draft: &Draft) -> Option<(&Block, &[Sentence])> {
    let title = draft.title().and_then(|t| t.block);
    let (index, block) = draft
        .blocks()
        .iter()
        .enumerate()
        .take(2)
        .find(|(i, _)| Some(*i) != title)?;
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let before_title = title.is_some_and(|t| t > index);
    let alone = block.sentences.len() <= 2;
    let n = block
        .sentences
        .iter()
        .take_while(|s| is_opening(block.sentence(s), draft.lang(), before_title, alone))
        .count();
    (n > 0).then(|| (block, &block.sentences[..n]))
}

/// The sentences that close the last paragraph as a chat does.
fn closing<'d>(draft: &'d Draft, quotes: &[Span]) -> Option<(&'d Block, &'d [Sentence])> {
    let block = draft
        .blocks()
        .iter()
        .rfind(|b| !b.words.is_empty())
        .filter(|b| b.kind == BlockKind::Paragraph)?;
    let n = block
        .sentences
        .iter()
        .rev()
        .take_while(|s| {
            is_closing(block.sentence(s), draft.lang())
                && !quotes.iter().any(|q| q.overlaps(s.span))
        })
        .count();
    (n > 0).then(|| (block, &block.sentences[block.sentences.len() - n..]))
}

/// A fenced piece of Markdown.
#[derive(Debug)]
struct Fenced {
    /// The line that opens it, line break included.
    open: Span,
    /// The line that closes it, if any does.
    close: Option<Span>,
    /// What is written after the marks that open it.
    info: String,
}

/// The fenced pieces of a text, as CommonMark reads them at the top level.
fn fences(text: &str, from: usize) -> Vec<Fenced> {
    let mut found: Vec<Fenced> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut at = from;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len();
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let Some(mark) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else {
            continue;
        };
        let run = bare.chars().take_while(|c| *c == mark).count();
        let info = &bare[run..];
        if run < 3 || indent > 3 {
            continue;
        }
        match open {
            Some((m, n)) if m == mark && run >= n && info.is_empty() => {
                if let Some(last) = found.last_mut() {
                    last.close = Some(span);
                }
                open = None;
            }
            None if !(mark == '`' && info.contains('`')) => {
                open = Some((mark, run));
                found.push(Fenced {
                    open: span,
                    close: None,
                    info: info.trim().to_lowercase(),
                });
            }
            _ => {}
        }
    }
    found
}

/// Fences that do not belong to the article: around all of it, or never closed. With the lines to remove, when that is safe.
fn stray_fences(draft: &Draft) -> Vec<(Fault, Vec<Span>)> {
    let text = draft.text();
    let from = draft.front().map_or(0, |f| f.span.end);
    let blank = |a: usize, b: usize| text.get(a..b).is_none_or(|t| t.trim().is_empty());
    let mut found = Vec::new();
    for fence in fences(text, from) {
        let line = Span::new(
            fence.open.start,
            fence.open.start + fence.open.slice(text).trim_end().len(),
        );
        let shown = line.slice(text).to_owned();
        let first = blank(from, fence.open.start);
        match fence.close {
            Some(close) => {
                let inner = text.get(fence.open.end..close.start).unwrap_or("");
                let whole = first && blank(close.end, text.len());
                let most = matches!(fence.info.as_str(), "" | "markdown" | "md" | "text" | "txt")
                    && inner
                        .lines()
                        .any(|l| l.starts_with("# ") || l.starts_with("## "))
                    && inner.len() * 10 >= (text.len() - from) * 7;
                if whole || most {
                    let mut fault = Fault::new(Kind::Fence, line, &shown);
                    fault.message = "a code fence around the whole article".to_owned();
                    found.push((fault, vec![fence.open, close]));
                }
            }
            None => {
                let mut fault = Fault::new(Kind::Fence, line, &shown);
                fault.message = "a code fence that is never closed".to_owned();
                let safe = first || blank(fence.open.end, text.len());
                found.push((fault, if safe { vec![fence.open] } else { Vec::new() }));
            }
        }
    }
    found
}

fn regex(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

static BRACKETED: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"\[([^\[\]\n]{1,60})\]"));
static PLACEHOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"\{\{[^{}\n]{0,60}\}\}|\{%[^%\n]{0,60}%\}|\bX{3,}\b|(?i:\blorem ipsum\b)|\b(?:TODO|TBD|FIXME)\b",
    )
});
static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"</?([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9_-]*(?: [A-Za-zÀ-ÿ0-9_-]+){0,4})>"));
static ECHO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?m)</?source-[0-9A-Za-z]+>|<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|^#{2,4} ?(?:Instructions?|Response|Input|Output|Assistant|User|System)\b ?:?",
    )
});
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:titre|title|headline|chapô|chapo|lede|méta-description|meta description)(?: (?:de l[’']article|proposé))?\s?:",
    )
});
static RAW_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"^( {0,3}#{1,6}[ \t]+)?(\*\*|__)?(?i:titre|title|headline|chapô|chapo|lede|méta-description|meta description)(?: (?:de l[’']article|proposé))?\s?:(\*\*|__)?[ \t]*",
    )
});
static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?:^|\s)(#{2,6}) ?[\p{L}\d*]"));
static SELF: LazyLock<Vec<(Lang, Regex)>> = LazyLock::new(|| {
    TABLE
        .iter()
        .filter_map(|lang| {
            let all: Vec<String> = lang
                .pack()
                .self_references
                .iter()
                .map(|p| {
                    regex::escape(p)
                        .replace(['\'', '’'], "['’]")
                        .replace(' ', r"\s+")
                })
                .collect();
            let pattern = format!(r"(?i)\b(?:{})\b", all.join("|"));
            (!all.is_empty()).then(|| Some((*lang, regex(&pattern)?)))?
        })
        .collect()
});

/// Tags that Markdown articles may hold.
const BODY_TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "del",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "video",
];

/// Whether a place of the Markdown text lies in no code block and no inline code.
fn outside_code(draft: &Draft, span: Span) -> bool {
    draft.block_at(span.start).is_none_or(|i| {
        let block = &draft.blocks()[i];
        block.kind != BlockKind::Code
            && !block
                .plain
                .unchanged()
                .any(|(t, s)| s.overlaps(span) && block.plain.is_code(t.start, t.end))
    })
}

fn is_emoji(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(|c| {
        matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
    })
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

fn loops(draft: &Draft) -> Vec<Fault> {
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
            if places[i].0 != places[i - 1].0 + 1 {
                first = i;
            }
            if i - first + 1 > longest.1 {
                longest = (first, i - first + 1);
            }
        }
        let span = if longest.1 >= 3 {
            places[longest.0 + 1]
                .1
                .join(places[longest.0 + longest.1 - 1].1)
        } else if places.len() >= 4 {
            places[1].1
        } else {
            continue;
        };
        let text = places[0].1.slice(draft.text());
        let mut fault = Fault::new(Kind::Loop, span, text);
        fault.message = format!(
            "the same sentence {} times: `{}`",
            places.len(),
            shortened(text)
        );
        faults.push(fault);
    }
    faults
}

/// Everything but openings, closings and fences: what stands inside the text.
fn inside(article: Article<'_>, quotes: &[Span], faults: &mut Vec<Fault>) {
    let draft = article.draft;
    let text = draft.text();
    let in_source = |t: &str| article.source.is_some_and(|s| s.text().contains(t));
    let from = draft.front().map_or(0, |f| f.span.end);
    for re in ECHO.iter() {
        for m in re.find_iter(&text[from..]) {
            let span = Span::new(m.start(), m.end()).shift(from);
            if outside_code(draft, span) && !in_source(m.as_str()) {
                faults.push(Fault::new(Kind::Echo, span, m.as_str()));
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
            if !known && outside_code(draft, span) && !in_source(m.as_str()) {
                faults.push(Fault::new(Kind::Placeholder, span, m.as_str()));
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
                faults.push(Fault::new(kind, span, &plain.text[start..end]));
            }
        };
        for (_, re) in SELF
            .iter()
            .filter(|(l, _)| languages(draft.lang()).any(|d| d == *l))
        {
            for m in re.find_iter(&plain.text) {
                let span = plain.span(m.start(), m.end());
                if !quotes.iter().any(|q| q.contains(span)) {
                    add(Kind::SelfReference, m.start(), m.end());
                }
            }
        }
        for m in PLACEHOLDER.iter().flat_map(|re| re.find_iter(&plain.text)) {
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
            let quoted = quotes
                .iter()
                .any(|q| q.contains(plain.span(m.start(), m.end())));
            if open && !quoted && !plain.text[m.end()..].starts_with(['(', '[']) {
                add(Kind::Placeholder, m.start(), m.end());
            }
        }
        for c in MARKER.iter().flat_map(|re| re.captures_iter(&plain.text)) {
            if let Some(m) = c.get(1) {
                add(Kind::Marker, m.start(), m.end());
            }
        }
        if !plain.text.is_ascii() {
            for (start, end, n) in emoji_runs(&plain.text) {
                let shown = &plain.text[start..end];
                let mut fault = Fault::new(Kind::Emoji, plain.span(start, end), shown);
                fault.message = format!(
                    "{n} emoji in a row: `{}`, at most 2 wanted",
                    shortened(shown)
                );
                faults.push(fault);
            }
        }
    }
    for block in labelled(draft) {
        if let Some(m) = LABEL.iter().find_map(|re| re.find(&block.plain.text)) {
            let start = m.start() + (m.as_str().len() - m.as_str().trim_start().len());
            let span = block.plain.span(start, m.end());
            faults.push(Fault::new(Kind::Label, span, m.as_str().trim()));
        }
    }
    faults.extend(loops(draft));
}

/// The blocks that a label may stand before: the first two.
fn labelled(draft: &Draft) -> impl Iterator<Item = &Block> {
    draft
        .blocks()
        .iter()
        .take(2)
        .filter(|b| matches!(b.kind, BlockKind::Heading(1) | BlockKind::Paragraph))
}

fn faults(article: Article<'_>) -> Vec<Fault> {
    let draft = article.draft;
    let quotes: Vec<Span> = draft.quotes().iter().map(|q| q.span).collect();
    let mut faults: Vec<Fault> = stray_fences(draft).into_iter().map(|f| f.0).collect();
    if let Some((block, sentences)) = opening(draft)
        && let Some(span) = joined(sentences)
    {
        let text = &block.plain.text[sentences[0].start..sentences[sentences.len() - 1].end];
        faults.push(Fault::new(Kind::Opening, span, text));
    }
    if let Some((block, sentences)) = closing(draft, &quotes)
        && let Some(span) = joined(sentences)
    {
        let text = &block.plain.text[sentences[0].start..sentences[sentences.len() - 1].end];
        faults.push(Fault::new(Kind::Closing, span, text));
    }
    inside(article, &quotes, &mut faults);
    faults.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut end = 0;
    faults.retain(|f| {
        let new = f.span.start >= end;
        end = end.max(f.span.end);
        new
    });
    faults
}

impl Rule for Residue {
    fn describe(&self) -> String {
        "no chat residue".to_owned()
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let text = match tongue {
            Tongue::Fr => {
                "Donnez seulement le texte demandé\u{a0}: ni introduction («\u{a0}Voici…\u{a0}»), ni commentaire, ni formule de fin, ni bloc de code, ni texte à compléter, ni emoji."
            }
            Tongue::En => {
                "Give only the text that is asked for: no introduction (“Here is…”), no comment, no closing remark, no code block, no placeholder, no emoji."
            }
        };
        vec![Instruction {
            scope: Scope::Everywhere,
            text: text.to_owned(),
        }]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        for fault in faults(article) {
            let around = fault.kind == Kind::Fence && fault.message.contains("whole");
            let part = if around {
                Part::Whole
            } else {
                Part::at(article.draft, fault.span.start)
            };
            out.fail(fault.span, part, fault.message).excerpt = Some(fault.excerpt);
        }
    }

    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        let kind = Kind::ALL
            .into_iter()
            .find(|k| finding.message.contains(k.lead()))
            .unwrap_or(Kind::Placeholder);
        let text = quoted(
            &shortened(finding.excerpt.as_deref().unwrap_or_default()),
            tongue,
        );
        match (tongue, kind) {
            (Tongue::Fr, Kind::Opening | Kind::Closing) => {
                format!(
                    "Supprimez {text}\u{a0}: donnez l’article seul, sans vous adresser à personne."
                )
            }
            (Tongue::En, Kind::Opening | Kind::Closing) => {
                format!("Delete {text}: give the article alone, addressed to no one.")
            }
            (Tongue::Fr, Kind::SelfReference) => {
                format!(
                    "Récrivez le passage sans {text}\u{a0}: l’article ne parle jamais de son auteur."
                )
            }
            (Tongue::En, Kind::SelfReference) => {
                format!(
                    "Rewrite the passage without {text}: the article never speaks of its writer."
                )
            }
            (Tongue::Fr, Kind::Fence) => {
                "Donnez l’article en Markdown, sans lignes ``` autour du texte.".to_owned()
            }
            (Tongue::En, Kind::Fence) => {
                "Give the article as Markdown, without ``` lines around the text.".to_owned()
            }
            (Tongue::Fr, Kind::Placeholder) => format!(
                "Le texte contient {text}, qui reste à compléter. Mettez-y ce que dit la source, ou récrivez la phrase sans cela."
            ),
            (Tongue::En, Kind::Placeholder) => format!(
                "The text still holds the placeholder {text}. Put in what the source says, or rewrite the sentence without it."
            ),
            (Tongue::Fr, Kind::Echo) => {
                format!("Supprimez {text}, qui appartient à la consigne et non à l’article.")
            }
            (Tongue::En, Kind::Echo) => {
                format!("Delete {text}, which belongs to the instructions, not to the article.")
            }
            (Tongue::Fr, Kind::Loop) => {
                format!("La phrase {text} est répétée. Ne la gardez qu’une fois.")
            }
            (Tongue::En, Kind::Loop) => {
                format!("The sentence {text} is repeated. Keep it once only.")
            }
            (Tongue::Fr, Kind::Emoji) => format!("Supprimez les emoji {text}."),
            (Tongue::En, Kind::Emoji) => format!("Delete the emoji {text}."),
            (Tongue::Fr, Kind::Label) => {
                format!(
                    "Supprimez l’étiquette {text}\u{a0}: gardez seulement le texte qui la suit."
                )
            }
            (Tongue::En, Kind::Label) => {
                format!("Delete the label {text}: keep only the text after it.")
            }
            (Tongue::Fr, Kind::Marker) => format!(
                "Les signes {text} se trouvent au milieu d’un texte. Placez l’intertitre seul sur sa ligne, ou supprimez ces signes."
            ),
            (Tongue::En, Kind::Marker) => format!(
                "The marks {text} stand inside a text. Put the heading on a line of its own, or delete the marks."
            ),
        }
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let draft = article.draft;
        let text = draft.text();
        let mut edits: Vec<TextEdit> = Vec::new();
        let mut cut = |span: Span, note: &str| {
            edits.push(TextEdit {
                span,
                replacement: String::new(),
                note: note.to_owned(),
            });
        };
        let after_space = |at: usize| at + (text[at..].len() - text[at..].trim_start().len());
        if let Some((block, sentences)) = opening(draft) {
            let end = match block.sentences.get(sentences.len()) {
                Some(next) => next.span.start,
                None => after_space(block.span.end),
            };
            cut(Span::new(block.span.start, end), "removed the chat opening");
        }
        let quotes: Vec<Span> = draft.quotes().iter().map(|q| q.span).collect();
        if let Some((block, sentences)) = closing(draft, &quotes) {
            let kept = block.sentences.len() - sentences.len();
            let (start, end) = match kept.checked_sub(1) {
                Some(last) => (
                    block.sentences[last].span.end,
                    block.plain.span(0, block.plain.text.len()).end,
                ),
                None => (text[..block.span.start].trim_end().len(), block.span.end),
            };
            cut(Span::new(start, end), "removed the chat closing");
        }
        for line in stray_fences(draft).into_iter().flat_map(|f| f.1) {
            cut(line, "removed a stray code fence");
        }
        for block in labelled(draft) {
            let raw = block.span.slice(text);
            for c in RAW_LABEL.iter().filter_map(|re| re.captures(raw)) {
                let Some(m) = c.get(0) else { continue };
                let heading = c.get(1).map_or("", |g| g.as_str());
                // Bold around the label alone goes with it; bold around the whole line stays.
                let bold = match (c.get(2), c.get(3)) {
                    (Some(open), None) => open.as_str(),
                    _ => "",
                };
                let single = !raw.trim_end().contains('\n');
                let title = m.as_str().to_lowercase().contains("tit")
                    || m.as_str().to_lowercase().contains("headline");
                let mark = if heading.is_empty() && draft.title().is_none() && single && title {
                    "# "
                } else {
                    heading
                };
                edits.push(TextEdit {
                    span: Span::new(0, m.end()).shift(block.span.start),
                    replacement: format!("{mark}{bold}"),
                    note: "removed a label".to_owned(),
                });
            }
        }
        edits
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let text = article.draft.text();
        let body = text.trim_end();
        let mut mutants = vec![
            Mutant {
                what: "left a placeholder open at the end".to_owned(),
                draft: format!("{body}\n\n{{{{ contact }}}} XXX\n"),
            },
            Mutant {
                what: "let the model speak of itself".to_owned(),
                draft: format!("{body}\n\nAs an AI language model, I cannot verify this.\n"),
            },
        ];
        if article.draft.front().is_none() {
            mutants.push(Mutant {
                what: "wrapped the article in a code fence".to_owned(),
                draft: format!("```markdown\n{body}\n```\n"),
            });
            let opening = match article.draft.lang().code() {
                "fr" => "Bien sûr ! Voici l’article :",
                _ => "Sure! Here is the article:",
            };
            mutants.push(Mutant {
                what: "put a chat opening before the article".to_owned(),
                draft: format!("{opening}\n\n{text}"),
            });
        }
        mutants
    }
}
