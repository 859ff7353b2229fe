//! Faults that wait for the end of the file, because only then it is known what to say: a colon behind every name is one
//! habit and one message, and where a `}` is missing depends on whether another one is left over.

use super::{LISTED, Reader};
use crate::diag::{Diagnostic, codes, edit};
use crate::span::{Loc, Span};

/// At most this many places of one habit are marked.
const MARKED: usize = 4;

/// What waits.
#[derive(Default)]
pub(super) struct Pending {
    /// Blocks without an end.
    pub(super) open: Faults,
    /// Braces that close nothing.
    pub(super) stray: Faults,
    /// Whether something else is open of which it is not known where it ends.
    pub(super) unsure: bool,
    /// A brace that stands where the bracket of a list belongs.
    pub(super) taken: Option<usize>,
    /// Where blocks nest too deeply.
    pub(super) deep: Option<usize>,
    /// `:` and `=` behind names.
    pub(super) signs: Vec<Sign>,
    /// Lists whose items begin with a dash.
    pub(super) dashes: Vec<Dashes>,
}

/// Diagnostics, as many as are listed, and one more that says that there are too many.
#[derive(Default)]
pub(super) struct Faults(Vec<Diagnostic>);

impl Faults {
    pub(super) fn push(&mut self, d: Diagnostic) {
        if self.0.len() <= LISTED {
            self.0.push(d);
        }
    }
}

/// A sign that stands between a name and its value.
pub(super) struct Sign {
    pub(super) sign: &'static str,
    pub(super) name: String,
    pub(super) at: Span,
    /// What is replaced, and by what.
    pub(super) edit: (Span, &'static str),
}

/// Items below a name that begin with a dash.
pub(super) struct Dashes {
    /// `-`, `*` or `•`.
    pub(super) sign: String,
    pub(super) at: Span,
    pub(super) name: String,
    /// The items as they are written between brackets.
    pub(super) items: Vec<String>,
    /// Those that are names, alone or with settings: `- faits: { … }`.
    pub(super) entries: Vec<(String, bool)>,
    /// What makes it a block of these names; `None` when one of the items is no name, or what follows it stands in no braces.
    pub(super) block: Option<Vec<(Span, String)>>,
    /// Whether the last item ends with a colon, so that braces are to follow.
    pub(super) awaits: bool,
    /// What makes it a list between brackets; `None` when an item is not a text or a name.
    pub(super) edits: Option<Vec<(Span, String)>>,
    /// The end of the last item, and what is to be written there.
    pub(super) end: (Span, String),
}

impl Reader<'_> {
    /// Says what waited.
    pub(super) fn settle(&mut self) {
        let open = std::mem::take(&mut self.pending.open.0);
        let stray = std::mem::take(&mut self.pending.stray.0);
        // A brace that is left over may be the one that is missing: then nothing is certain.
        let certain = !self.pending.unsure && (open.is_empty() || stray.is_empty());
        for mut d in open.into_iter().chain(stray) {
            if !certain {
                d.fix.clear();
            }
            self.report(d);
        }
        self.settle_signs();
        for run in std::mem::take(&mut self.pending.dashes) {
            let d = self.dashed(run);
            self.report(d);
        }
    }

    fn settle_signs(&mut self) {
        let all = std::mem::take(&mut self.pending.signs);
        for sign in [":", "="] {
            let found: Vec<&Sign> = all.iter().filter(|s| s.sign == sign).collect();
            let message = match found.as_slice() {
                [] => continue,
                [only] => format!(
                    "`{sign}` follows the name `{}`: names and values are separated by a space alone",
                    only.name
                ),
                several => format!(
                    "`{sign}` follows {} names: names and values are separated by a space alone",
                    several.len()
                ),
            };
            let mut d = Diagnostic::error(codes::E0131, message);
            for (i, s) in found.iter().take(MARKED).enumerate() {
                let said = if i == 0 { "take this away" } else { "and this" };
                d = d.at(self.loc(s.at), said);
            }
            let few = found.len() <= edit::MOST;
            for s in found.iter().filter(|_| few) {
                d = d.also(self.loc(s.edit.0), s.edit.1);
            }
            self.report(d);
        }
    }

    fn dashed(&self, run: Dashes) -> Diagnostic {
        let loc = |s: Span| -> Loc { self.loc(s) };
        let (sign, name) = (&run.sign, &run.name);
        let mut d = Diagnostic::error(
            codes::E0132,
            format!("`{sign}` begins an item in YAML and Markdown: here items stand between brackets, or with commas"),
        )
        .at(loc(run.at), "no item begins like this");
        if run.entries.iter().any(|e| e.1) {
            let entries: Vec<String> = run
                .entries
                .iter()
                .map(|(name, settings)| {
                    if *settings {
                        format!("{name} {{ … }}")
                    } else {
                        name.clone()
                    }
                })
                .collect();
            let d = d
                .help("what has a name and settings stands between braces, without dash and colon");
            let Some(edits) = run.block.as_ref().filter(|_| !run.awaits) else {
                return d.help(format!("{name} {{ {} }}", entries.join("; ")));
            };
            let (end, close) = &run.end;
            let close = close.replace(']', "}");
            return edits
                .iter()
                .fold(d, |d, (span, text)| d.also(loc(*span), text.as_str()))
                .also(loc(*end), close);
        }
        let Some(edits) = &run.edits else {
            return d.help(format!("{name} [ \"a text\", \"another\" ]")).help(
                "between brackets each item may stand on a line of its own, without a comma",
            );
        };
        for (span, text) in edits.iter().chain([&run.end]) {
            d = d.also(loc(*span), text.as_str());
        }
        let line = format!("{name} {}", run.items.join(", "));
        if line.chars().count() <= 80 {
            d = d.help(format!("on one line: `{line}`"));
        }
        d
    }
}
