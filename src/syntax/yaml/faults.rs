//! What the YAML parser stumbles over, said in an editor's words, and how reading goes on.

use super::events::{DEPTH, Fault, FaultKind};
use super::layout::{
    line_end, line_start, next_setting, plain_end, quoted, skip_blanks, value_start,
};
use super::messages::{comparator, dsl, looks_like_dsl, quote_colon};
use super::node::Context;
use super::tabs;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// How reading goes on after a fault.
pub(super) enum Recovery {
    /// Replace these bytes and read the setting again.
    Patch(Vec<(usize, char)>),
    /// Go on at this offset; stop when there is none.
    Skip(Option<usize>),
}

/// A fault with what is known about where it is.
pub(super) struct Reporter<'a> {
    pub(super) id: SourceId,
    pub(super) text: &'a str,
    pub(super) context: &'a Context,
    pub(super) at: usize,
}

/// Reports a fault and says how to go on. `from` is where the fragment begins.
pub(super) fn report(
    id: SourceId,
    text: &str,
    from: usize,
    fault: &Fault,
    context: &Context,
    sink: &mut Sink,
) -> Recovery {
    let mut at = fault.at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let r = Reporter {
        id,
        text,
        context,
        at,
    };
    if context.top.is_none() && from == 0 && looks_like_dsl(text) {
        sink.push(dsl(id, text));
        return Recovery::Skip(None);
    }
    let setting = context.top.unwrap_or(from).max(from);
    let skip = Recovery::Skip(next_setting(text, setting));
    // Once tabs were replaced by spaces, what looks misplaced is their doing.
    let after_tabs = sink.items().iter().any(|d| {
        d.code == codes::E0102
            && d.labels
                .iter()
                .any(|l| l.loc.span.start >= setting && l.loc.span.start <= at)
    });
    if after_tabs && fault.kind != FaultKind::Tab {
        return skip;
    }
    let (diagnostic, recovery) = match fault.kind {
        FaultKind::FlowSeparator
        | FaultKind::OpenBracket
        | FaultKind::StrayBracket
        | FaultKind::Indent
        | FaultKind::SecondColon
        | FaultKind::MissingColon
        | FaultKind::Other
            if r.template().is_some() =>
        {
            r.template().unwrap_or_else(|| r.other(&fault.words, skip))
        }
        FaultKind::FlowSeparator
        | FaultKind::Indent
        | FaultKind::SecondColon
        | FaultKind::MissingColon
        | FaultKind::Other
            if r.sign_first().is_some() =>
        {
            r.sign_first()
                .unwrap_or_else(|| r.other(&fault.words, skip))
        }
        FaultKind::BlockHeader => r.reserved(skip),
        FaultKind::Reserved | FaultKind::AnchorName => r.reserved(skip),
        FaultKind::SecondColon => r.second_colon(skip),
        FaultKind::MissingColon => r.missing_colon(skip),
        FaultKind::Tab => r.tab(setting, skip),
        FaultKind::Indent | FaultKind::BlockIndent => r.indent(skip),
        FaultKind::OpenQuote => r.open_quote(at, skip),
        FaultKind::AfterQuote => r.after_quote(skip),
        FaultKind::Escape => r.escape(skip),
        FaultKind::OpenBracket => r.open_bracket(skip),
        FaultKind::StrayBracket => r.stray_bracket(skip),
        FaultKind::FlowSeparator => r.flow_separator(skip),
        FaultKind::Depth => (
            Diagnostic::error(
                codes::E0111,
                format!("the file is nested more than {DEPTH} levels deep"),
            )
            .at(r.loc(at, at + 1), "this level is one too many")
            .help("a recipe needs five levels; look for a bracket that opens too often"),
            skip,
        ),
        FaultKind::Dash => r.dash(skip),
        FaultKind::Tag => r.tag(skip),
        FaultKind::Directive => (
            Diagnostic::error(
                codes::E0101,
                "a line that begins with `%` steers YAML itself and has no use in a recipe",
            )
            .at(
                r.loc(line_start(text, at), line_end(text, at)),
                "take this line away, or make it a comment",
            )
            .fix(r.loc(line_start(text, at), line_start(text, at)), "# "),
            skip,
        ),
        FaultKind::Other => r.other(&fault.words, skip),
    };
    sink.push(diagnostic);
    recovery
}

/// A message, and how to go on.
pub(super) type Answer = (Diagnostic, Recovery);

impl Reporter<'_> {
    pub(super) fn loc(&self, start: usize, end: usize) -> Loc {
        let end = end.min(self.text.len());
        let mut end = end.max(start);
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Loc::new(self.id, Span::new(start, end))
    }

    pub(super) fn in_flow(&self) -> bool {
        self.context.bracket.is_some()
    }

    pub(super) fn other(&self, words: &str, recovery: Recovery) -> Answer {
        let end = plain_end(self.text, self.at, self.in_flow());
        (
            Diagnostic::error(
                codes::E0101,
                format!("the YAML cannot be read here: {words}"),
            )
            .at(self.loc(self.at, end), "reading stopped here"),
            recovery,
        )
    }

    /// `[Exclusif] Le port rouvre`, `*** fin ***`: a collection or an alias is read, and then the text goes on.
    pub(super) fn sign_first(&self) -> Option<Answer> {
        let read = self.context.read_to;
        let from = match self.context.key {
            Some(key) if key.end < read && !self.in_flow() => {
                let after = self.text[key.end..].strip_prefix(':')?;
                skip_blanks(self.text, self.text.len() - after.len())
            }
            _ => value_start(self.text, self.at, self.in_flow()),
        };
        let sign = self.text[from..].chars().next()?;
        let end = plain_end(self.text, from, self.in_flow());
        let goes_on = from < read && read < end && read < line_end(self.text, from);
        if !goes_on
            || !matches!(sign, '[' | '{' | '*' | '&' | '!')
            || self.text[read..end].trim().is_empty()
        {
            return None;
        }
        let behind = self.text[read..end].trim();
        if matches!(behind, "," | ";") {
            let at = read + self.text[read..end].find(behind).unwrap_or(0);
            let d = Diagnostic::error(
                codes::E0101,
                format!("`{behind}` stands at the end of a value, and nothing follows"),
            )
            .at(self.loc(at, at + 1), "take this away")
            .fix(self.loc(at, at + 1), "");
            return Some((d, Recovery::Patch(vec![(at, ' ')])));
        }
        let raw = &self.text[from..end];
        let patches = match sign {
            '*' => raw
                .match_indices('*')
                .map(|(i, _)| (from + i, '_'))
                .collect(),
            _ => vec![(from, '_')],
        };
        let (d, _) = Reporter { at: from, ..*self }.reserved(Recovery::Skip(None));
        Some((d, Recovery::Patch(patches)))
    }

    /// A text that begins with a sign that YAML keeps for itself.
    pub(super) fn reserved(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let Some(sign) = self.text[at..].chars().next() else {
            return self.other("the file ends too early", skip);
        };
        let end = plain_end(self.text, at, self.in_flow());
        let raw = &self.text[at..end];
        let patch = Recovery::Patch(vec![(at, '_')]);
        if matches!(sign, '>' | '|') {
            return (comparator(self.id, at, raw), patch);
        }
        let loc = self.loc(at, end);
        let use_ = match sign {
            '%' => "for directives",
            '&' => "for anchors",
            '*' => "for aliases",
            '@' | '`' => "for itself",
            '-' | '[' => "for lists",
            '{' => "for mappings",
            '!' => "for tags",
            '?' => "for keys",
            _ => "for its own use",
        };
        let shown = match sign {
            '`' => "a backtick".to_owned(),
            c => format!("`{c}`"),
        };
        let d = Diagnostic::error(
            codes::E0112,
            format!(
                "a text that begins with {shown} stands between quotes: YAML keeps the sign {use_}"
            ),
        )
        .at(loc, "expected quotes around this")
        .help(format!("write `{}`", quoted(raw)))
        .fix(loc, quoted(raw));
        (d, patch)
    }

    /// `title: Le port : enjeux`, or a line that is indented below a finished value.
    pub(super) fn second_colon(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let lead = skip_blanks(self.text, start);
        match self.context.key {
            Some(key) if key.start < start => {
                let name = self.text[lead..at].trim();
                let parent = key.slice(self.text);
                let d = Diagnostic::error(
                    codes::E0119,
                    format!("`{name}` stands below `{parent}`, which has a value on its own line already"),
                )
                .at(self.loc(lead, at), format!("indented below `{parent}`"))
                .at(Loc::new(self.id, key), "has a value already");
                let column = key.start - line_start(self.text, key.start);
                let found = lead - start;
                let d = d.help(format!(
                    "indent `{name}` like `{parent}` ({column} spaces instead of {found}), or take the value of `{parent}` away"
                ));
                (d, skip)
            }
            _ => {
                let from = value_start(self.text, at, self.in_flow());
                let end = plain_end(self.text, from, self.in_flow()).max(at + 1);
                (
                    self.colon_inside(from, at, end),
                    Recovery::Patch(vec![(at, '_')]),
                )
            }
        }
    }

    /// A colon at `colon` inside a text from `from` to `end`.
    pub(super) fn colon_inside(&self, from: usize, colon: usize, end: usize) -> Diagnostic {
        let raw = &self.text[from..end];
        if raw.starts_with(['>', '|']) {
            return comparator(self.id, from, raw);
        }
        quote_colon(self.loc(from, end), raw).at(self.loc(colon, colon + 1), "this colon")
    }

    pub(super) fn missing_colon(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let lead = skip_blanks(self.text, start);
        let lead = lead.min(at.max(start));
        let end = plain_end(self.text, lead, false);
        let line = &self.text[lead..end];
        let word_end = line.find(char::is_whitespace).unwrap_or(line.len());
        let word = &line[..word_end];
        let rest = line[word_end..].trim();
        let message = if let Some((name, _)) = word.split_once(':').filter(|w| !w.1.is_empty()) {
            format!("expected a blank after the colon of `{name}:`")
        } else if rest.starts_with('=') {
            format!("expected `:` after `{word}`, found `=`")
        } else {
            format!("expected `:` after `{word}`: a setting is written `name: value`")
        };
        let mut d = Diagnostic::error(codes::E0120, message)
            .at(self.loc(lead, end), "no colon followed by a blank here");
        if let Some(i) = line
            .find([':', '='])
            .filter(|_| !rest.starts_with(['-', '>']))
        {
            let (name, value) = (line[..i].trim(), line[i + 1..].trim());
            let mended = format!("{name}: {value}");
            if mended != line {
                d = d
                    .help(format!("write `{mended}`"))
                    .fix(self.loc(lead, end), mended);
            }
        } else if !rest.is_empty() {
            let mended = format!("{word}: {rest}");
            d = d
                .help(format!("write `{mended}`"))
                .fix(self.loc(lead, end), mended);
        } else {
            d = d.help(format!(
                "write `{word}: true`, or another value, or take the line away"
            ));
        }
        // When nothing hangs below the line, it can be read as a comment, and its neighbours are checked too.
        let next = line_end(self.text, end);
        let below = self.text[next..].trim_start_matches(['\n', '\r']);
        let deeper = below.len() - below.trim_start_matches(' ').len() > lead - start;
        let first = self.text[lead..].chars().next();
        if !deeper && first.is_some_and(|c| c.is_ascii()) && self.context.read_to <= start {
            (d, Recovery::Patch(vec![(lead, '#')]))
        } else {
            (d, skip)
        }
    }

    pub(super) fn tab(&self, setting: usize, skip: Recovery) -> Answer {
        let stop = next_setting(self.text, setting).unwrap_or(self.text.len());
        let mut start = line_start(self.text, self.at);
        // The parser names the text that runs into the tab; the tab is then on a line below.
        let indented = |at: usize| {
            let line = &self.text[at..line_end(self.text, at)];
            line[..skip_blanks(line, 0)].contains('\t')
        };
        let mut below = start;
        while below < stop && !indented(below) {
            below = match self.text[below..stop].find('\n') {
                Some(i) => below + i + 1,
                None => stop,
            };
        }
        let tab_here = self.text[start..line_end(self.text, start)].contains('\t');
        if below < stop && !tab_here {
            start = below;
        }
        let end = line_end(self.text, start);
        let line = &self.text[start..end];
        let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !line[..lead].contains('\t') {
            let mut at = self.at;
            if !self.text[at..].starts_with('\t')
                && let Some(i) = self.text[start..at].rfind('\t')
            {
                at = start + i;
            }
            let d = Diagnostic::error(codes::E0102, "a tab stands where YAML takes spaces only")
                .at(self.loc(at, at + 1), "a tab")
                .help("write a space");
            let is_tab = self.text[at..].starts_with('\t');
            return match is_tab {
                true => (
                    d.fix(self.loc(at, at + 1), " "),
                    Recovery::Patch(vec![(at, ' ')]),
                ),
                false => (d, skip),
            };
        }
        // Every tab that indents this setting becomes a space: the levels stay what they look like.
        let mut patches = Vec::new();
        let mut at = line_start(self.text, setting);
        for line in self.text[at..stop].split_inclusive('\n') {
            let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t'));
            patches.extend(
                blanks
                    .enumerate()
                    .filter(|(_, b)| *b == b'\t')
                    .map(|(i, _)| (at + i, ' ')),
            );
            at += line.len();
        }
        (
            tabs::tab(self.id, self.text, start),
            Recovery::Patch(patches),
        )
    }

    pub(super) fn indent(&self, skip: Recovery) -> Answer {
        let start = line_start(self.text, self.at);
        let lead = skip_blanks(self.text, start);
        let end = plain_end(self.text, lead.min(self.text.len()), false).max(lead);
        let spaces = lead - start;
        let d = Diagnostic::error(
            codes::E0119,
            format!("this line is indented by {spaces} spaces, like no line above that it could belong to"),
        )
        .at(self.loc(lead, end), "misplaced");
        // The lines above that it could stand beside, from the nearest to the one furthest out.
        let mut beside: Vec<(usize, &str)> = Vec::new();
        for line in self.text[..start].lines().rev() {
            let name = line.trim_start().split(':').next().unwrap_or("");
            let column = line.len() - line.trim_start().len();
            let further_out = beside.last().is_none_or(|b| column < b.0);
            if line.contains(':') && further_out && !line.trim_start().starts_with(['#', '-']) {
                beside.push((column, name));
            }
            if column == 0 && !line.is_empty() || beside.len() > 3 {
                break;
            }
        }
        let d = match beside.as_slice() {
            [] => d.help("settings that belong together begin in the same column"),
            all => {
                let ways: Vec<String> = all
                    .iter()
                    .map(|(column, name)| format!("after {column} spaces, like `{name}`"))
                    .collect();
                d.help(format!("begin it {}", ways.join(", or ")))
            }
        };
        let d = match self.context.key {
            Some(key) if key.start < start => {
                let column = key.start - line_start(self.text, key.start);
                d.at(
                    Loc::new(self.id, key),
                    format!("this setting begins after {column} spaces"),
                )
            }
            _ => d,
        };
        (d, skip)
    }

    pub(super) fn dash(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let d = if self.in_flow() {
            Diagnostic::error(codes::E0101, "`- ` begins an item on a line of its own; between brackets, items are separated by commas")
                .at(self.loc(at, at + 1), "not between brackets")
                .help("write `[a, b]`, or one `- ` a line without brackets")
        } else if self.text[start..at].trim().is_empty() {
            Diagnostic::error(
                codes::E0119,
                "an item of a list stands where no list can be",
            )
            .at(
                self.loc(at, plain_end(self.text, at, false)),
                "misplaced item",
            )
            .help(
                "the items of a list begin in the same column, below the name that they belong to",
            )
        } else {
            let end = plain_end(self.text, at, false);
            let raw = &self.text[at..end];
            Diagnostic::error(
                codes::E0101,
                "a list begins on the line below its name, not beside it",
            )
            .at(self.loc(at, end), "beside the name")
            .help(format!(
                "write the items one a line below the name, or `[{}]`",
                raw.trim_start_matches(['-', ' '])
            ))
            .help(format!(
                "when `-` belongs to the text, write `{}`",
                quoted(raw)
            ))
        };
        (d, skip)
    }

    pub(super) fn tag(&self, skip: Recovery) -> Answer {
        let mut at = self.at;
        if !self.text[at..].starts_with('!')
            && let Some(i) = self.text[line_start(self.text, at)..at].rfind('!')
        {
            at = line_start(self.text, at) + i;
        }
        let end = plain_end(self.text, at, self.in_flow());
        let raw = &self.text[at..end];
        let loc = self.loc(at, end);
        let d = Diagnostic::error(
            codes::E0112,
            "a text that begins with `!` stands between quotes: YAML takes it for a tag",
        )
        .at(loc, "expected quotes around this")
        .help(format!("write `{}`", quoted(raw)))
        .fix(loc, quoted(raw));
        let recovery = match self.text[at..].starts_with('!') {
            true => Recovery::Patch(vec![(at, '_')]),
            false => skip,
        };
        (d, recovery)
    }
}
