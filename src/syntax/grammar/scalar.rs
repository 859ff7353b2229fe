//! What a bare scalar is: a name, a quantity, a pattern, a truth value, or text.
//!
//! Both surfaces use this grammar (`grammar/recipe.pest`). [`classify`] types a bare scalar and is silent about what merely
//! looks like a quantity, because `10 ports` is a fine heading; [`quantity`] is what a rule calls when it wants one, and it
//! reports at the exact byte.

use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};

use super::rules::{Grammar, Rule};
use crate::diag::{Diagnostic, Sink, codes};
use crate::span::Loc;
use crate::syntax::slips;
use crate::syntax::tree::{Bound, Name, Quantity, Value, ValueKind};

/// No quantity is longer than this, in bytes; longer scalars are text without a look.
const LONGEST_QUANTITY: usize = 200;

/// Beyond this a number is refused: whole numbers above it are not exact.
const LARGEST: f64 = 1e15;

/// Types a bare scalar. `at` gives the place of a byte range of `raw`.
///
/// What only resembles a quantity (`700 wrods ..`, `65..40`) is [`ValueKind::Text`] or [`ValueKind::Name`], silently;
/// a scalar that opens with `/` and is no pattern is reported, because it would otherwise be taken literally.
pub fn classify(raw: &str, at: &dyn Fn(usize, usize) -> Loc, sink: &mut Sink) -> ValueKind {
    match raw {
        "true" | "True" | "TRUE" => return ValueKind::Bool(true),
        "false" | "False" | "FALSE" => return ValueKind::Bool(false),
        "" | "~" | "null" | "Null" | "NULL" => return ValueKind::Null,
        _ => {}
    }
    if raw.starts_with('/') {
        return match read_pattern(raw) {
            Ok(p) => ValueKind::Regex(p),
            Err(fault) => {
                sink.push(fault.diagnostic(raw, at));
                ValueKind::Text
            }
        };
    }
    if may_be_quantity(raw)
        && let Ok(q) = read_quantity(raw, at)
    {
        return ValueKind::Quantity(q);
    }
    if is_name(raw) {
        ValueKind::Name(raw.to_owned())
    } else {
        ValueKind::Text
    }
}

/// The quantity that a value holds, bare or in quotes; `None` and a diagnostic (E0105) at the exact byte when it holds none.
pub fn quantity(value: &Value, sink: &mut Sink) -> Option<Quantity> {
    match &value.kind {
        ValueKind::Quantity(q) => Some(q.clone()),
        ValueKind::Name(_) | ValueKind::Text => {
            let at = |start, end| value.inner(start, end);
            match read_quantity(&value.raw, &at) {
                Ok(q) => Some(q),
                Err(diagnostic) => {
                    sink.push(*diagnostic);
                    None
                }
            }
        }
        ValueKind::Bool(_) | ValueKind::Regex(_) | ValueKind::List(_) | ValueKind::Null => {
            let mut d = Diagnostic::error(
                codes::E0105,
                format!("expected {WANTED}, found {}", value.describe()),
            )
            .at(value.loc, "not a quantity");
            if let [a, b] = value.items()
                && let (ValueKind::Quantity(_), ValueKind::Quantity(_)) = (&a.kind, &b.kind)
            {
                let mended = format!("{}..{}", a.raw, b.raw);
                if Grammar::parse(Rule::quantity_only, &mended).is_ok() {
                    d = d.help(format!("write `{mended}`")).fix(value.loc, mended);
                }
            }
            sink.push(d);
            None
        }
    }
}

/// Whether a value is written as a pattern: bare `/…/`, or a quoted text of that form (a pattern with `: ` or ` #` in it,
/// or with commas or brackets in a flow list, has to be quoted in YAML).
#[must_use]
pub fn is_pattern(value: &Value) -> bool {
    written_pattern(value).is_some()
}

/// What [`pattern`] gives, when the value is written as a pattern.
#[must_use]
pub fn written_pattern(value: &Value) -> Option<String> {
    match &value.kind {
        ValueKind::Regex(p) => Some(p.clone()),
        ValueKind::Text if value.raw.starts_with('/') => read_pattern(&value.raw).ok(),
        _ => None,
    }
}

/// The regular expression that a value holds, bare or in quotes, without its slashes; the flag `i` becomes a leading
/// `(?i)`. `None` and a diagnostic (E0106) when the value is not of the form `/…/`. Whether the expression itself is valid
/// is for [`pattern::compile`](crate::syntax::pattern::compile) to say.
pub fn pattern(value: &Value, sink: &mut Sink) -> Option<String> {
    match &value.kind {
        ValueKind::Regex(p) => return Some(p.clone()),
        ValueKind::Text => match read_pattern(&value.raw) {
            Ok(p) => return Some(p),
            Err(fault) if value.raw.starts_with('/') => {
                sink.push(fault.diagnostic(&value.raw, &|a, b| value.inner(a, b)));
                return None;
            }
            Err(_) => {}
        },
        _ => {}
    }
    sink.push(
        Diagnostic::error(
            codes::E0106,
            format!(
                "expected a pattern between slashes, found {}",
                value.describe()
            ),
        )
        .at(value.loc, "not a pattern")
        .help("a pattern is written `/^Source link/`; `/…/i` ignores case"),
    );
    None
}

/// Whether `name` is one bare word, so that it can be written without quotes.
#[must_use]
pub fn is_name(text: &str) -> bool {
    // What the grammar says of most names, without asking it.
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
    if text.bytes().all(plain) && text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    !text.contains(' ') && Grammar::parse(Rule::name_only, text).is_ok()
}

/// Whether a text is a name with the versions of it that will do: `fr/presse ^2`. In a recipe file it needs no quotes.
#[must_use]
pub(in crate::syntax) fn is_versioned(text: &str) -> bool {
    text.contains(['^', '~']) && Grammar::parse(Rule::versioned_only, text).is_ok()
}

/// Whether a text is a quantity as it stands.
#[must_use]
pub(in crate::syntax) fn is_quantity(text: &str) -> bool {
    may_be_quantity(text) && Grammar::parse(Rule::quantity_only, text).is_ok()
}

/// What a rule that wants a quantity asks for, in an editor's words.
const WANTED: &str = "a number, a range such as `40..65 chars`, or `at least 700 words`";

/// A cheap look at the first bytes, so that prose is never given to the grammar.
fn may_be_quantity(raw: &str) -> bool {
    if raw.len() > LONGEST_QUANTITY || !raw.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    if raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '<' | '>' | '=')) {
        return true;
    }
    let first = raw.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    [
        "at", "no", "up", "more", "less", "fewer", "over", "under", "exactly", "between",
    ]
    .iter()
    .any(|w| w.eq_ignore_ascii_case(first))
}

/// Reads a whole text as a quantity. The diagnostic is boxed, because the happy path should stay small.
fn read_quantity(raw: &str, at: &dyn Fn(usize, usize) -> Loc) -> Result<Quantity, Box<Diagnostic>> {
    let pairs = Grammar::parse(Rule::quantity_only, raw).map_err(|e| {
        Box::new(slips::spot(raw).map_or_else(|| explain(raw, &e, at), |slip| slip.diagnostic(at)))
    })?;
    quantity_of(pairs, raw, at)
}

/// The quantity that the pairs of the production `quantity` spell out; their offsets count from where `at` does.
pub(super) fn quantity_of(
    pairs: Pairs<'_, Rule>,
    raw: &str,
    at: &dyn Fn(usize, usize) -> Loc,
) -> Result<Quantity, Box<Diagnostic>> {
    if let Some(slip) = slips::all_separators(raw) {
        return Err(Box::new(slip.diagnostic(at)));
    }
    let mut quantity = Quantity {
        min: None,
        max: None,
        unit: None,
        of: None,
        per: None,
    };
    let name = |p: &Pair<'_, Rule>| Name {
        text: p.as_str().to_owned(),
        loc: at(p.as_span().start(), p.as_span().end()),
    };
    for pair in pairs.flatten() {
        let inner = || pair.clone().into_inner().next();
        match pair.as_rule() {
            Rule::lower => quantity.min = inner().map(|n| bound(&n, true, at)).transpose()?,
            Rule::upper => quantity.max = inner().map(|n| bound(&n, true, at)).transpose()?,
            Rule::exact => {
                quantity.min = inner().map(|n| bound(&n, true, at)).transpose()?;
                quantity.max = quantity.min;
            }
            Rule::compared => {
                let mut parts = pair.clone().into_inner();
                if let (Some(op), Some(number)) = (parts.next(), parts.next()) {
                    let inclusive = !matches!(op.as_rule(), Rule::more_than | Rule::less_than);
                    let b = Some(bound(&number, inclusive, at)?);
                    if matches!(
                        op.as_rule(),
                        Rule::at_least | Rule::more_than | Rule::exactly
                    ) {
                        quantity.min = b;
                    }
                    if matches!(
                        op.as_rule(),
                        Rule::at_most | Rule::less_than | Rule::exactly
                    ) {
                        quantity.max = b;
                    }
                }
            }
            Rule::unit | Rule::percent => quantity.unit = Some(name(&pair)),
            Rule::of_what => quantity.of = Some(name(&pair)),
            Rule::per_what => quantity.per = Some(name(&pair)),
            _ => {}
        }
    }
    if let (Some(min), Some(max)) = (quantity.min, quantity.max)
        && min.value > max.value
    {
        return Err(Box::new(reversed(raw, min, max)));
    }
    Ok(quantity)
}

/// The bound that a `number` pair stands for.
fn bound(
    pair: &Pair<'_, Rule>,
    inclusive: bool,
    at: &dyn Fn(usize, usize) -> Loc,
) -> Result<Bound, Box<Diagnostic>> {
    let loc = at(pair.as_span().start(), pair.as_span().end());
    match pair.as_str().parse::<f64>() {
        Ok(value) if value <= LARGEST => Ok(Bound {
            value,
            inclusive,
            loc,
        }),
        _ => Err(Box::new(
            Diagnostic::error(codes::E0105, "the number is too large")
                .at(loc, "more than 1000000000000000"),
        )),
    }
}

/// `65..40`: both ends are swapped.
fn reversed(raw: &str, min: Bound, max: Bound) -> Diagnostic {
    let loc = min.loc.join(max.loc);
    let (a, b) = (min.value, max.value);
    let between = raw
        .trim_start()
        .get(..7)
        .is_some_and(|w| w.eq_ignore_ascii_case("between"));
    let mended = if between {
        format!("{b} and {a}")
    } else if raw.contains("..") {
        format!("{b}..{a}")
    } else {
        format!("{b} to {a}")
    };
    Diagnostic::error(
        codes::E0105,
        format!("the range runs backwards: its lower end {a} is above its upper end {b}"),
    )
    .at(loc, "lower end first")
    .help(format!("write `{mended}`"))
    .fix(loc, mended)
}

/// Turns pest's error into a message in an editor's words.
fn explain(raw: &str, error: &Error<Rule>, at: &dyn Fn(usize, usize) -> Loc) -> Diagnostic {
    let mut offset = match error.location {
        InputLocation::Pos(p) | InputLocation::Span((p, _)) => p.min(raw.len()),
    };
    // An expectation often stands before the spaces that precede the unexpected word.
    let rest = raw.get(offset..).unwrap_or("").trim_start();
    offset = raw.len() - rest.len();
    let word = rest
        .split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or(rest);
    let expected: &[Rule] = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &[],
    };
    let has = |r: Rule| expected.contains(&r);
    let before = raw.get(..offset).unwrap_or("").trim_end();
    let found = if word.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{word}`")
    };
    let loc = at(offset, offset + word.len());
    let after = |what: &str| format!("expected {what} after `{before}`, found {found}");
    let (message, label) = if before.is_empty() {
        let whole = raw.trim();
        let cut = whole.char_indices().nth(40);
        let shown = match cut.and_then(|(cut, _)| whole.get(..cut)) {
            Some(head) => format!("`{head}…`"),
            None if whole.is_empty() => "an empty text".to_owned(),
            None => format!("`{whole}`"),
        };
        (
            format!("expected {WANTED}, found {shown}"),
            "not a quantity",
        )
    } else if has(Rule::joint) {
        (after("`and`"), "expected `and` here")
    } else if word.eq_ignore_ascii_case("of") && rest.trim() == word {
        (
            "expected what is counted after `of`, such as `body` or `5-grams`".to_owned(),
            "of what?",
        )
    } else if word.eq_ignore_ascii_case("per") && rest.trim() == word {
        (
            "expected `section`, `paragraph`, `sentence` or `100 words` after `per`".to_owned(),
            "per what?",
        )
    } else if has(Rule::of_what) {
        (
            after("what is counted, such as `body` or `5-grams`,"),
            "expected a word here",
        )
    } else if has(Rule::per_what) {
        (
            after("`section`, `paragraph`, `sentence` or `100 words`"),
            "expected a word here",
        )
    } else if has(Rule::unit) || has(Rule::percent) {
        (
            after("a unit such as `words`, `chars` or `%`"),
            "expected a unit here",
        )
    } else if has(Rule::number) || has(Rule::lower) || has(Rule::upper) {
        (after("a number"), "expected a number here")
    } else if has(Rule::of) || has(Rule::per) {
        (
            format!("expected nothing more after `{before}`, or `of …`, or `per …`; found {found}"),
            "unexpected",
        )
    } else {
        (
            format!("expected nothing more after `{before}`, found {found}"),
            "unexpected",
        )
    };
    let d = Diagnostic::error(codes::E0105, message).at(loc, label);
    match label {
        "of what?" => d.help(format!("{} 5-grams", raw.trim())),
        "per what?" => d.help(format!("{} paragraph", raw.trim())),
        "expected a number here" if before == ".." => d.help("700..1100 words"),
        "expected a number here" if !before.contains(|c: char| c.is_ascii_digit()) => {
            d.help(format!("{before} 700 words"))
        }
        _ => d,
    }
}

/// Why a text between slashes is no pattern.
struct PatternFault {
    at: usize,
    end: usize,
    message: &'static str,
    label: &'static str,
    /// What to do; empty where the pattern only has to be closed.
    help: &'static str,
}

impl PatternFault {
    fn diagnostic(&self, raw: &str, at: &dyn Fn(usize, usize) -> Loc) -> Diagnostic {
        let d = Diagnostic::error(codes::E0106, self.message)
            .at(at(self.at, self.end.min(raw.len())), self.label);
        let literal = "a literal text that opens with `/` stands between quotes";
        if self.help.is_empty() {
            return d
                .help(format!("close it: `{}/`", raw.trim_end()))
                .help(literal)
                .help("in YAML, between brackets, a pattern with a comma in it stands between quotes: \"/a, b/\"");
        }
        // Every pattern is matched wherever it stands, and letters are letters: `g` and `u` say nothing more.
        let flags = raw.get(self.at..self.end).unwrap_or("");
        if self.label == FLAG && !flags.is_empty() && flags.chars().all(|c| "giu".contains(c)) {
            let kept = if flags.contains('i') { "i" } else { "" };
            return d.fix(at(self.at, self.end), kept).help(literal);
        }
        d.help(self.help).help(literal)
    }
}

/// What stands at a flag that is none.
const FLAG: &str = "unexpected";

/// Reads a whole text as a pattern.
fn read_pattern(raw: &str) -> Result<String, PatternFault> {
    Grammar::parse(Rule::pattern_only, raw)
        .map_or_else(|_| Err(pattern_fault(raw)), |p| Ok(pattern_of(p)))
}

/// The expression that the pairs of the production `pattern` spell out.
pub(super) fn pattern_of(pairs: Pairs<'_, Rule>) -> String {
    let mut body = "";
    let mut any_case = false;
    for pair in pairs.flatten() {
        match pair.as_rule() {
            Rule::pattern_body => body = pair.as_str(),
            Rule::pattern_flag => any_case = true,
            _ => {}
        }
    }
    if any_case {
        format!("(?i){body}")
    } else {
        body.to_owned()
    }
}

/// Finds what keeps a text from being a pattern.
fn pattern_fault(raw: &str) -> PatternFault {
    let mut escaped = false;
    let close = raw.char_indices().skip(1).find_map(|(i, c)| {
        let hit = c == '/' && !escaped;
        escaped = c == '\\' && !escaped;
        hit.then_some(i)
    });
    match close {
        None => PatternFault {
            at: 0,
            end: raw.len(),
            message: "the pattern has no closing `/`",
            label: "opened with `/`, never closed",
            help: "",
        },
        Some(1) => PatternFault {
            at: 0,
            end: 2,
            message: "the pattern is empty",
            label: "nothing between the slashes",
            help: "write the expression between the slashes, such as `/^Source link/`",
        },
        Some(i) if raw.get(i + 1..).is_some_and(|r| r.contains('/')) => PatternFault {
            at: i,
            end: i + 1,
            message: "the pattern ends at its second `/`, but text follows",
            label: "ends here",
            help: "a slash inside a pattern is written `\\/`",
        },
        Some(i) => PatternFault {
            at: i + 1,
            end: raw.len(),
            message: "only the flag `i` (any case) can follow the closing `/`",
            label: FLAG,
            help: "write `/…/` or `/…/i`",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::span::Span;
    use crate::syntax::tree::{Segment, Style};
    use proptest::prelude::*;

    fn value(raw: &str) -> Value {
        Value {
            kind: ValueKind::Text,
            loc: Loc::new(SourceId(0), Span::new(0, raw.len())),
            raw: raw.to_owned(),
            style: Style::Quoted,
            map: vec![Segment {
                raw: 0,
                source: 0,
                len: raw.len(),
            }],
            trivia: None,
        }
    }

    /// The text once its fixes are made, one after the other, and whether it is a quantity then.
    fn mended(raw: &str) -> (String, bool) {
        let mut text = raw.to_owned();
        for _ in 0..5 {
            let mut sink = Sink::new();
            if quantity(&value(&text), &mut sink).is_some() {
                return (text, true);
            }
            let Some(fix) = sink.items().first().and_then(|d| d.fix.first().cloned()) else {
                return (text, false);
            };
            text.replace_range(fix.loc.span.range(), &fix.replacement);
        }
        (text, false)
    }

    #[test]
    fn slips_are_mended() {
        for (slip, wanted) in [
            ("40.. 65chars", "40..65 chars"),
            ("40 .. 65 chars", "40..65 chars"),
            ("700.. ", "700.. "),
            ("40 ..", "40.."),
            ("min 300", "at least 300"),
            ("min. 300 words", "at least 300 words"),
            ("minimum: 300 words", "at least 300 words"),
            ("Max 300", "at most 300"),
            ("300 words min", "at least 300 words"),
            ("300 words or more", "at least 300 words"),
            ("300 ou plus", "at least 300"),
            ("300+ words", "at least 300 words"),
            ("≥700 words", "at least 700 words"),
            ("=> 700", "at least 700"),
            ("2,5 %", "2.5 %"),
            ("0,5..1,5 %", "0.5..1.5 %"),
            ("1 000", "1000"),
            ("1\u{202f}000..1\u{a0}500 mots", "1000..1500 mots"),
            ("1,000,000 words", "1000000 words"),
            ("1.000.000", "1000000"),
            ("at least 1.000 words", "at least 1000 words"),
            ("40-65 chars", "40..65 chars"),
            ("40 – 65 chars", "40..65 chars"),
            ("40 à 65 chars", "40..65 chars"),
            ("40...65 chars", "40..65 chars"),
            ("40…65 chars", "40..65 chars"),
            ("entre 40 et 65 chars", "between 40 and 65 chars"),
            ("from 40 to 65 chars", "between 40 and 65 chars"),
            ("au moins 700 mots", "at least 700 words"),
            ("Jusqu’à 3 phrases", "up to 3 sentences"),
            ("~ 300 words", "270..330 words"),
            ("environ 300", "270..330"),
            ("-5 words", "5 words"),
            ("1100..700 words", "700..1100 words"),
            ("between 65 and 40", "between 40 and 65"),
            ("65 to 40 chars", "40 to 65 chars"),
            ("greater than 3", "more than 3"),
            ("atleast 3 words", "at least 3 words"),
        ] {
            assert_eq!(mended(slip), (wanted.to_owned(), true), "{slip}");
        }
    }

    #[test]
    fn what_is_right_is_no_slip() {
        for right in [
            "3",
            "5 min",
            "0.125 %",
            "1..2 per 100 words",
            "<= 40 % of 5-grams",
            "up to 3",
            "no more than 12 words per sentence",
            "40\u{a0}%",
            ">=700 words",
            "between 0.5 and 2.5 %",
        ] {
            let mut sink = Sink::new();
            assert!(
                quantity(&value(right), &mut sink).is_some(),
                "{right}: {:?}",
                sink.items()
            );
        }
    }

    #[test]
    fn the_fault_is_where_it_is() {
        for (raw, at) in [
            ("700 words chars", "chars"),
            ("at least many words", "many"),
            (">= words", "words"),
            ("40..65 chars of", "of"),
            ("40..65 chars per 100", "100"),
            ("between 40 or 65", "or"),
            ("99999999999999999999 words", "99999999999999999999"),
            ("été", "été"),
        ] {
            let mut sink = Sink::new();
            assert!(quantity(&value(raw), &mut sink).is_none());
            let d = &sink.items()[0];
            assert_eq!(d.labels[0].loc.span.slice(raw), at, "{raw}: {}", d.message);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_classified(text in "\\PC{0,30}") {
            let at = |a, b| Loc::new(SourceId(0), Span::new(a, b));
            let mut sink = Sink::new();
            let _ = classify(&text, &at, &mut sink);
            let _ = pattern(&value(&text), &mut sink);
            let _ = crate::syntax::pattern::compile(&value(&text), &mut sink);
            let _ = mended(&text);
            // The quick look at names and the grammar agree.
            prop_assert_eq!(is_name(&text), Grammar::parse(Rule::name_only, &text).is_ok());
        }

        #[test]
        fn anything_like_a_quantity_is_read(parts in prop::collection::vec(prop::sample::select(vec![
            "1", "40", "65", "000", "..", ".", ",", " ", "\u{a0}", "-", "–", "+", ">=", "<", "≥", "=>", "at least ", "min ", "between ", " and ",
            " to ", "entre ", " et ", "%", "words", " of ", "5-grams", " per ", "é", "/", "i", "(", "\\", "[", "~", "environ ", " or more", " max",
        ]), 0..8)) {
            let text = parts.concat();
            let mut sink = Sink::new();
            let v = value(&text);
            let _ = classify(&text, &|a, b| v.inner(a, b), &mut sink);
            let q = quantity(&v, &mut sink);
            let _ = crate::syntax::pattern::compile(&v, &mut sink);
            let _ = mended(&text);
            for d in sink.items() {
                for l in &d.labels {
                    prop_assert!(text.get(l.loc.span.range()).is_some(), "{:?}", d);
                }
            }
            if let Some(q) = q {
                for b in [q.min, q.max].into_iter().flatten() {
                    prop_assert_eq!(b.loc.span.slice(&text).parse::<f64>().ok(), Some(b.value));
                }
            }
        }
    }
}
