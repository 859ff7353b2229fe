//! Faults of quotes, brackets and templates.

use super::faults::{Answer, Recovery, Reporter};
use super::layout::{
    line_end, line_start, next_setting, plain_end, quoted, skip_blanks, value_start,
};
use super::messages::{self, quote_template};
use super::spans;
use crate::diag::{Diagnostic, codes};
use crate::syntax::scalar;

impl Reporter<'_> {
    /// A quote that opens at `open` and is never closed.
    pub(super) fn open_quote(&self, open: usize, skip: Recovery) -> Answer {
        let quote = self.text[open..].chars().next().unwrap_or('"');
        let next = next_setting(self.text, open);
        let (stop, said) = match next {
            Some(n) => (
                self.loc(
                    n,
                    n + self.text[n..line_end(self.text, n)].find(':').unwrap_or(0),
                ),
                "a new setting begins before it is closed",
            ),
            None => {
                let end = self.text.trim_end().len().max(open);
                (self.loc(end, end), "the file ends before it is closed")
            }
        };
        let end = plain_end(self.text, open, false);
        let mut d = Diagnostic::error(codes::E0114, format!("the quote `{quote}` is never closed"))
            .at(self.loc(open, open + 1), "opened here")
            .at(stop, said);
        let value = &self.text[open..end];
        if value.len() > 1 {
            let in_flow = self.in_flow() && value.contains([']', '}']);
            d = if in_flow {
                d.help(format!("close it where the text ends: `{value}{quote}`"))
            } else {
                d.fix(self.loc(end, end), quote.to_string())
            };
        }
        let recovery = match next {
            Some(n) => Recovery::Skip(Some(n)),
            None => skip,
        };
        (d, recovery)
    }

    /// Where the quoted text before the fault opens.
    pub(super) fn quote_before(&self) -> Option<usize> {
        let from = match self.context.key {
            Some(key) if key.end >= self.context.read_to => key.end,
            _ => self.context.read_to,
        };
        let from = from.min(self.at);
        self.text
            .get(from..self.at)?
            .find(['"', '\''])
            .map(|i| from + i)
    }

    pub(super) fn after_quote(&self, skip: Recovery) -> Answer {
        let Some(open) = self.quote_before() else {
            return self.other("text follows a closing quote", skip);
        };
        let quote = self.text[open..].chars().next().unwrap_or('"');
        if self.text[open..self.at].contains('\n') {
            // The quote that closes it belongs to a later line.
            return self.open_quote(open, skip);
        }
        let end = plain_end(self.text, self.at, self.in_flow());
        if let Some(d) = self.setting_behind(end) {
            return (d, skip);
        }
        let raw = &self.text[open..end];
        let loc = self.loc(open, end);
        let inner = raw
            .strip_prefix(quote)
            .and_then(|r| r.strip_suffix(quote))
            .filter(|_| raw.len() > 2);
        let d = Diagnostic::error(
            codes::E0112,
            format!("text follows the closing quote: the `{quote}` before it ends the text"),
        )
        .at(self.loc(self.at, end), "after the end of the text")
        .at(self.loc(open, open + 1), "the text begins here");
        // `'it's'`, `"dit "non""`: a closing quote that touches the next word, or follows a blank, was not meant to close, so the
        // outer quotes enclose the whole.
        let touches = self.text[self.at..].starts_with(char::is_alphanumeric);
        let opens = self.text[..self.at - 1].ends_with(char::is_whitespace);
        let mended = match inner {
            Some(inner) if touches || opens => quoted(inner),
            // `"a", "b"`: several texts.
            _ if self.text[self.at..end].starts_with([',', ';']) => {
                let d = d.help("several texts are a list: `[\"one\", \"two\"]`, or each below the name, behind `- `");
                return (d, Recovery::Patch(vec![(open, '_')]));
            }
            _ => quoted(raw),
        };
        let d = d.help(format!("write `{mended}`")).fix(loc, mended);
        (d, Recovery::Patch(vec![(open, '_')]))
    }

    /// `"a text" in: …`: what follows the quotes is another setting.
    fn setting_behind(&self, end: usize) -> Option<Diagnostic> {
        let rest = &self.text[self.at..end];
        let comma = rest.starts_with(',');
        let rest = rest.trim_start_matches([',', ' ', '\t']);
        let (name, value) = rest.split_once(':')?;
        let spaced = comma || self.text[..self.at].ends_with([' ', '\t']);
        if !scalar::is_name(name) || !spaced || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let lead = skip_blanks(self.text, line_start(self.text, self.at));
        let item = lead
            + if self.text[lead..].starts_with("- ") {
                2
            } else {
                0
            };
        let line = &self.text[item..end];
        if let Some(d) = messages::lacks_colon(self.loc(item, end), line) {
            return Some(d);
        }
        let start = end - rest.len();
        let before = self.text[..start].trim_end_matches([',', ' ', '\t']).len();
        let d = Diagnostic::error(
            codes::E0112,
            format!("`{name}:` follows the closing quote: the quote before it ends the text"),
        )
        .at(
            self.loc(start, start + name.len() + 1),
            "a setting of its own?",
        );
        Some(if self.in_flow() {
            d.help("between braces, commas separate the settings")
                .fix(self.loc(before, start), ", ")
        } else {
            d.help(format!("write `{name}:` on a line of its own"))
        })
    }

    pub(super) fn escape(&self, skip: Recovery) -> Answer {
        let open = self.at + 1;
        let Some((a, b)) = self.text.get(open..).and_then(spans::bad_escape) else {
            return self.other("an escape between double quotes is none", skip);
        };
        let (a, b) = (open + a, open + b);
        let written = self.text[a..b].trim_end();
        let d = Diagnostic::error(
            codes::E0101,
            format!("`{written}` is no escape: between double quotes, a backslash begins one"),
        )
        .at(self.loc(a, b), "unknown escape")
        .help("write the backslash twice, or put the text between single quotes, where it means itself")
        .fix(self.loc(a, a + 1), "\\\\");
        (d, Recovery::Patch(vec![(a, '_')]))
    }

    /// `{{ … }}` with something beside it, or inside a flow collection.
    pub(super) fn template(&self) -> Option<Answer> {
        let near = [
            Some(self.at),
            self.context.bracket,
            self.context.key.map(|k| k.end),
        ];
        near.into_iter().flatten().find_map(|at| {
            let (start, stop) = (line_start(self.text, at), line_end(self.text, at));
            let open = start + self.text[start..stop].find("{{")?;
            let outer = self.context.outer_bracket.is_some_and(|b| b < open);
            let from = value_start(self.text, open, outer);
            if self.text[from..].starts_with(['"', '\'']) {
                return None;
            }
            let end = plain_end(self.text, from, outer);
            let raw = &self.text[from..end];
            if !raw.contains("}}") {
                return None;
            }
            let mut patches = Vec::new();
            for pair in ["{{", "}}"] {
                for (i, _) in raw.match_indices(pair) {
                    patches.extend([(from + i, '_'), (from + i + 1, '_')]);
                }
            }
            let loc = self.loc(from, end);
            Some((quote_template(loc, raw), Recovery::Patch(patches)))
        })
    }

    pub(super) fn open_bracket(&self, skip: Recovery) -> Answer {
        let Some(open) = self.context.bracket else {
            return self.second_colon(skip);
        };
        let bracket = self.text[open..].chars().next().unwrap_or('[');
        let close = if bracket == '{' { '}' } else { ']' };
        let same_line = line_start(self.text, open) == line_start(self.text, self.at);
        let rest = &self.text[self.at..line_end(self.text, self.at)];
        if same_line && rest.starts_with(':') && rest.contains(close) {
            let from = value_start(self.text, self.at, true);
            let end = plain_end(self.text, from, true).max(self.at + 1);
            return (
                self.colon_inside(from, self.at, end),
                Recovery::Patch(vec![(self.at, '_')]),
            );
        }
        let next = next_setting(self.text, open);
        let (stop, said) = match next {
            Some(n) => (
                self.loc(
                    n,
                    n + self.text[n..line_end(self.text, n)].find(':').unwrap_or(0),
                ),
                "a new setting begins before it is closed",
            ),
            None => {
                let end = self.text.trim_end().len().max(open);
                (self.loc(end, end), "the file ends before it is closed")
            }
        };
        let d = Diagnostic::error(
            codes::E0114,
            format!("the bracket `{bracket}` is never closed by `{close}`"),
        )
        .at(self.loc(open, open + 1), "opened here")
        .at(stop, said);
        // The last line before the next setting that is more than a comment.
        let limit = next.unwrap_or(self.text.len());
        let last = std::iter::successors(Some(open), |&at| {
            self.text[at..limit].find('\n').map(|i| at + i + 1)
        })
        .filter(|&at| {
            let line = self.text[at..line_end(self.text, at).min(limit)].trim();
            !line.is_empty() && !line.starts_with('#')
        })
        .last()
        .unwrap_or(open);
        let end = plain_end(self.text, last, false);
        let gap = if bracket == '{' { " " } else { "" };
        let d = if end > open + 1 {
            d.fix(self.loc(end, end), format!("{gap}{close}"))
        } else {
            d.help(format!("close it: `{bracket}{close}`"))
        };
        let recovery = next.map_or(skip, |n| Recovery::Skip(Some(n)));
        (d, recovery)
    }

    pub(super) fn stray_bracket(&self, skip: Recovery) -> Answer {
        // For a bracket of the wrong kind, the parser names the one that opens.
        let from = match self.context.bracket {
            Some(open) => self.context.read_to.max(open + 1).min(self.text.len()),
            None => self.at,
        };
        let at = self.text[from..]
            .find([']', '}'])
            .map_or(self.at, |i| from + i);
        let found = self.text[at..].chars().next().unwrap_or(']');
        let loc = self.loc(at, at + 1);
        let d = match self.context.bracket {
            Some(open) => {
                let bracket = self.text[open..].chars().next().unwrap_or('[');
                let close = if bracket == '{' { '}' } else { ']' };
                let d = Diagnostic::error(
                    codes::E0114,
                    format!("`{bracket}` is closed by `{found}`, expected `{close}`"),
                )
                .at(loc, format!("expected `{close}`"))
                .at(self.loc(open, open + 1), "opened here");
                // Where the right one follows, this one may close what was never opened.
                if self.text[at..line_end(self.text, at)].contains(close) {
                    d.help(format!(
                        "take `{found}` away, or open its bracket before it"
                    ))
                } else {
                    d.fix(loc, close.to_string())
                }
            }
            None => {
                let from = value_start(self.text, self.at, false);
                let end = plain_end(self.text, from, false);
                let raw = &self.text[from..end];
                let d = Diagnostic::error(
                    codes::E0114,
                    format!("`{found}` closes nothing: no bracket is open here"),
                )
                .at(loc, "closes nothing");
                if from == self.at {
                    d.help(format!(
                        "when it belongs to the text, write `{}`",
                        quoted(raw)
                    ))
                } else {
                    d.help("take it away, or open the bracket before it")
                }
            }
        };
        (d, skip)
    }

    pub(super) fn flow_separator(&self, skip: Recovery) -> Answer {
        let Some(open) = self.context.bracket else {
            return self.other("text follows a closed bracket", skip);
        };
        let bracket = self.text[open..].chars().next().unwrap_or('[');
        let close = if bracket == '{' { '}' } else { ']' };
        if next_setting(self.text, open).is_some_and(|n| n <= self.at) {
            return self.open_bracket(skip);
        }
        let from = value_start(self.text, self.at, true);
        let before = &self.text[from..self.at];
        if before.starts_with('/') {
            return self.pattern(from, skip);
        }
        // `heading: Le port : les faits` is a text with a colon; before `chars rewritten: true` a comma may be missing.
        let colon = self.text[self.at..].starts_with(':');
        if colon && before.ends_with(' ') {
            let end = plain_end(self.text, from, true);
            return (
                self.colon_inside(from, self.at, end),
                Recovery::Patch(vec![(self.at, '_')]),
            );
        }
        let word = before
            .rsplit(char::is_whitespace)
            .next()
            .filter(|w| colon && !w.is_empty());
        let start = match word {
            Some(w) => from + before.rfind(w).unwrap_or(0),
            None => self.at,
        };
        let end = plain_end(self.text, start, true);
        let d = Diagnostic::error(
            codes::E0101,
            match word {
                Some(w) => format!("expected `,` before `{w}`, between `{bracket}` and `{close}`"),
                None => format!("expected `,` or `{close}` after `{bracket}`"),
            },
        )
        .at(
            self.loc(start, end.max(start + 1)),
            "expected a comma before this",
        )
        .at(self.loc(open, open + 1), "opened here")
        .help("a text with a colon, a comma or a bracket in it stands between quotes");
        let blank = self.text[..start].trim_end_matches(' ').len();
        let d = if word.is_some() && blank < start && blank > from {
            d.fix(self.loc(blank, start), ", ")
        } else {
            d
        };
        (d, skip)
    }

    /// A pattern in a flow collection, with a sign in it that YAML takes for its own.
    fn pattern(&self, from: usize, skip: Recovery) -> Answer {
        let line = &self.text[from..line_end(self.text, from)];
        let mut escaped = false;
        let close = line.char_indices().skip(1).find_map(|(i, c)| {
            let hit = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            hit.then_some(i)
        });
        let Some(close) = close else {
            return self.other("a pattern is opened by `/` and never closed", skip);
        };
        let end = close + 1 + usize::from(line[close + 1..].starts_with('i'));
        let raw = &line[..end];
        let loc = self.loc(from, from + end);
        let d = Diagnostic::error(
            codes::E0112,
            "between brackets, a pattern with a comma, a bracket or a brace in it stands between quotes",
        )
        .at(loc, "expected quotes around this")
        .fix(loc, quoted(raw));
        let signs = raw.match_indices([',', '[', ']', '{', '}', ':', '#']);
        let patches = signs.map(|(i, _)| (from + i, '_')).collect();
        (d, Recovery::Patch(patches))
    }
}
