//! Which lines of a section are its questions, and what stands under each.

use crate::draft::compare::fold;
use crate::draft::{Block, BlockKind, Draft, sentences, words};
use crate::lang::Lang;
use crate::span::Span;

/// What is found of the questions of a section.
#[derive(Debug, Default)]
pub(in crate::rules::sections) struct Found {
    /// The questions, in order.
    pub(super) asked: Vec<Asked>,
    /// `###` headings that are no question.
    pub(super) strangers: Vec<(String, Span)>,
    /// The blocks before the first question or `###` heading: where each stands, and its words.
    pub(super) before: Vec<(Span, usize)>,
}

/// One question.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its words.
    pub(super) text: String,
    /// Where they stand.
    pub(super) span: Span,
    /// The whole line, with its marks.
    pub(super) line: Span,
    /// It ends with a question mark.
    pub(super) marked: bool,
    /// It is a bold line, and no heading.
    pub(super) bold: bool,
    /// How what stands under it begins.
    pub(super) answer: Answer,
}

/// How an answer begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    /// Nothing stands there.
    None,
    /// With a heading of a deeper level.
    Heading(String, Span),
    /// With a question.
    Question(Span),
    /// With anything else, here.
    Text(Span),
}

/// A piece of a section.
enum Piece {
    /// A `###` heading or a line that is wholly bold.
    Line {
        text: String,
        span: Span,
        line: Span,
        bold: bool,
    },
    /// A deeper heading.
    Deeper(String, Span),
    /// Anything with text, how many words it has, and whether its first sentence is a question.
    Text {
        span: Span,
        words: usize,
        asks: bool,
    },
}

pub(in crate::rules::sections) fn found(draft: &Draft, section: usize) -> Found {
    let mut pieces = Vec::new();
    for (_, block) in draft.section_blocks(section) {
        read(draft, block, &mut pieces);
    }
    let lang = draft.lang();
    let headed = pieces
        .iter()
        .any(|p| matches!(p, Piece::Line { bold: false, .. }));
    let mut out = Found::default();
    // No question stands open before the first one, and none behind a heading that is no question.
    let mut open = false;
    for piece in pieces {
        match piece {
            Piece::Line {
                text,
                span,
                line,
                bold,
            } => {
                let marked = ends_asking(&text);
                // Bold lines have other uses; without its mark only what begins like a question is one, where no heading asks.
                let asks = marked || begins_asking(&text, lang) && !(bold && headed);
                if asks {
                    open = true;
                    out.asked.push(Asked {
                        text,
                        span,
                        line,
                        marked,
                        bold,
                        answer: Answer::None,
                    });
                } else if bold {
                    let words = words(&text, lang).len();
                    under(&mut out, open, Answer::Text(span), words);
                } else {
                    open = false;
                    out.strangers.push((text, span));
                }
            }
            Piece::Deeper(text, span) => {
                let count = words(&text, lang).len();
                under(&mut out, open, Answer::Heading(text, span), count);
            }
            Piece::Text { span, words, asks } => {
                let answer = if asks {
                    Answer::Question(span)
                } else {
                    Answer::Text(span)
                };
                under(&mut out, open, answer, words);
            }
        }
    }
    out
}

/// Text under the question that stands open, or before the first one.
fn under(out: &mut Found, open: bool, answer: Answer, words: usize) {
    if let Some(last) = out.asked.last_mut().filter(|_| open) {
        if last.answer == Answer::None {
            last.answer = answer;
        }
        return;
    }
    if out.asked.is_empty()
        && out.strangers.is_empty()
        && let Answer::Text(span) | Answer::Question(span) | Answer::Heading(_, span) = answer
    {
        out.before.push((span, words));
    }
}

fn read(draft: &Draft, block: &Block, out: &mut Vec<Piece>) {
    let lang = draft.lang();
    let text = block.plain.text.trim();
    let whole = block.plain.span(0, block.plain.text.len());
    match block.kind {
        BlockKind::Heading(level) => {
            let from = block.plain.text.len() - block.plain.text.trim_start().len();
            let span = block.plain.span(from, from + text.len());
            let end = block.span.start + block.span.slice(draft.text()).trim_end().len();
            if text.is_empty() {
                return; // The rule `headings` tells of it.
            }
            out.push(if level == 3 {
                Piece::Line {
                    text: text.to_owned(),
                    span,
                    line: Span::new(block.span.start, end),
                    bold: false,
                }
            } else {
                Piece::Deeper(text.to_owned(), span)
            });
        }
        BlockKind::Paragraph if !block.words.is_empty() => paragraph(draft, block, out),
        BlockKind::Item { .. } if !block.words.is_empty() => {
            let (asks, span) = match block.sentences.first() {
                Some(s) => (asks_first(&block.plain.text, lang), s.span),
                None => (false, whole),
            };
            out.push(Piece::Text {
                span,
                words: block.words.len(),
                asks,
            });
        }
        // What a quotation or a table asks, the article does not ask.
        BlockKind::Quote | BlockKind::Row if !block.words.is_empty() => out.push(Piece::Text {
            span: whole,
            words: block.words.len(),
            asks: false,
        }),
        BlockKind::Code => out.push(Piece::Text {
            span: block.span,
            words: 0,
            asks: false,
        }),
        BlockKind::Html if !block.span.slice(draft.text()).trim().starts_with("<!--") => {
            out.push(Piece::Text {
                span: block.span,
                words: 0,
                asks: false,
            });
        }
        _ => {}
    }
}

/// A paragraph, cut at its bold lines: the answer may follow on the next line, without a blank one between.
fn paragraph(draft: &Draft, block: &Block, out: &mut Vec<Piece>) {
    let lang = draft.lang();
    let raw = block.span.slice(draft.text());
    let mut from = block.span.start;
    let mut at = block.span.start;
    let mut cut = false;
    for line in raw.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let shown = line.trim().trim_end_matches('\\').trim_end();
        at += line.len();
        let Some((open, inner)) = bold(shown) else {
            continue;
        };
        rest(draft, Span::new(from, start), lang, out);
        let first = start + open;
        out.push(Piece::Line {
            text: inner.replace(['*', '_'], ""),
            span: Span::new(first, first + inner.len()),
            line: Span::new(start, start + shown.len()),
            bold: true,
        });
        from = at;
        cut = true;
    }
    if cut {
        rest(draft, Span::new(from, block.span.end), lang, out);
        return;
    }
    let span = block.sentences.first().map_or(block.span, |s| s.span);
    out.push(Piece::Text {
        span,
        words: block.words.len(),
        asks: asks_first(&block.plain.text, lang),
    });
}

/// What stands between two bold lines of a paragraph.
fn rest(draft: &Draft, span: Span, lang: Lang, out: &mut Vec<Piece>) {
    let text = span.slice(draft.text());
    let shown = text.trim();
    if words(shown, lang).is_empty() {
        return;
    }
    let start = span.start + (text.len() - text.trim_start().len());
    let first = first_sentence(shown, lang);
    out.push(Piece::Text {
        span: Span::new(start, start + first.len()),
        words: words(shown, lang).len(),
        asks: asks(first),
    });
}

/// The text of a line that is bold from end to end, and the length of the mark before it.
fn bold(line: &str) -> Option<(usize, &str)> {
    [
        ("**", "**"),
        ("__", "__"),
        ("<strong>", "</strong>"),
        ("<b>", "</b>"),
    ]
    .iter()
    .find_map(|(open, close)| {
        let inner = line.strip_prefix(open)?.strip_suffix(close)?;
        let text = inner.trim();
        let one = !text.is_empty() && !inner.contains(open) && !inner.contains(close);
        one.then_some((open.len() + (inner.len() - inner.trim_start().len()), text))
    })
}

fn first_sentence(text: &str, lang: Lang) -> &str {
    let found = sentences(text, &words(text, lang), lang);
    found
        .first()
        .and_then(|(a, b)| text.get(*a..*b))
        .unwrap_or(text)
}

fn asks_first(text: &str, lang: Lang) -> bool {
    asks(first_sentence(text, lang))
}

/// Whether a sentence is a question of the article's own: one that ends between quotation marks is somebody's.
fn asks(sentence: &str) -> bool {
    let end =
        sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ')'));
    end.trim_end_matches(['!', '…', '.']).ends_with(['?', '？'])
}

/// Whether a heading ends with a question mark; quotation marks, brackets and pictures may stand behind it.
pub(super) fn ends_asking(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '?' | '？' | '!' | '.' | '…')
    });
    end.trim_end_matches('!').ends_with(['?', '？'])
}

/// The words of a text as they are compared; a number or a `Q:` that only counts the question is none of them.
pub(super) fn bare_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut all: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let trimmed = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let label = trimmed.trim_start_matches('q').trim_start();
    let digits = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = digits.len() < label.len() || label.len() < trimmed.len();
    if counted
        && digits
            .trim_start()
            .starts_with(['.', ')', ':', '-', '–', '—', '/'])
    {
        all.remove(0);
        if trimmed.starts_with("q ") && digits.len() < label.len() {
            all.remove(0);
        }
    }
    all
}

/// Whether a text begins like a question of the language.
pub(super) fn begins_asking(text: &str, lang: Lang) -> bool {
    let asking = lang.pack().asking;
    let words = bare_words(text);
    let word = |i: usize| words.get(i).map_or("", String::as_str);
    let (first, second) = (word(0), word(1));
    let has = |list: &[&str], w: &str| list.contains(&w);
    if has(asking.interrogatives, first)
        || has(asking.before, first) && has(asking.interrogatives, second)
    {
        return true;
    }
    let folded = fold(text);
    let turned = |mark: &str| {
        folded.match_indices(mark).any(|(i, m)| {
            !folded
                .get(i + m.len()..)
                .is_some_and(|t| t.starts_with(char::is_alphanumeric))
        })
    };
    if asking.inversions.iter().any(|m| turned(m)) {
        return true;
    }
    // `can't we`, `isn't the`.
    let subject = if second == "t" { word(2) } else { second };
    has(asking.auxiliaries, first)
        && (has(asking.pronouns, subject)
            || has(asking.determiners, subject) && !has(asking.orders, first))
}
