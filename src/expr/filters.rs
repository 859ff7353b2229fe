//! The filters and tests that expressions and templates know: one row each, with what it takes and gives.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, filters, tests};
use regex::{Regex, RegexBuilder};

use crate::draft;
use crate::lang::Lang;

/// What a filter or a test is applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A text, or a part of the article that has one.
    Text,
    /// A list.
    List,
    /// A list of numbers.
    Numbers,
    /// A number.
    Number,
    /// Anything.
    Any,
}

/// An argument between parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg {
    /// A text.
    Text,
    /// A regular expression.
    Regex,
    /// A number.
    Number,
    /// Anything.
    Any,
}

/// What comes of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// A list of texts.
    Texts,
    /// What it was applied to.
    Same,
    /// One item of the list.
    Item,
    /// What it was applied to, or the argument.
    Either,
    /// `map`, `select` and their kin, whose arguments name fields, filters and tests.
    Special,
}

/// A filter or a test.
#[derive(Debug, Clone, Copy)]
pub struct Def {
    /// Its name.
    pub name: &'static str,
    /// What it is applied to.
    pub takes: Takes,
    /// What must stand between its parentheses.
    pub args: &'static [Arg],
    /// How many of them may be left out, from the last.
    pub optional: usize,
    /// What comes of it; a test always gives true or false.
    pub gives: Gives,
    /// One line for documents.
    pub doc: &'static str,
}

macro_rules! table {
    ($($name:literal $takes:ident [$($arg:ident),*] $optional:literal $gives:ident $doc:literal;)*) => {
        &[$(Def {
            name: $name,
            takes: Takes::$takes,
            args: &[$(Arg::$arg),*],
            optional: $optional,
            gives: Gives::$gives,
            doc: $doc,
        }),*]
    };
}

/// All filters, in the order in which documents list them.
pub const FILTERS: &[Def] = table![
    "words" Text [] 0 Texts "the words of a text, counted as everywhere in galley";
    "count" List [] 0 Number "how many items a list has";
    "length" List [] 0 Number "the same as `count`";
    "chars" Text [] 0 Number "how many characters a text has, as a reader sees them";
    "lower" Text [] 0 Text "the text in lowercase";
    "upper" Text [] 0 Text "the text in capitals";
    "trim" Text [] 0 Text "the text without white space around it";
    "replace" Text [Text, Text] 0 Text "the text with one piece put in the place of another";
    "matches" Text [Regex] 0 Bool "whether a regular expression is found in the text";
    "occurrences" Text [Regex] 0 Texts "the pieces of the text that a regular expression finds";
    "starts_with" Text [Text] 0 Bool "whether the text begins so";
    "ends_with" Text [Text] 0 Bool "whether the text ends so";
    "contains" Text [Text] 0 Bool "whether the text has this piece, in any case";
    "first" List [] 0 Item "the first item";
    "last" List [] 0 Item "the last item";
    "join" List [Text] 1 Text "the items as one text, with a separator between them";
    "unique" List [] 0 Same "the list without repetitions, case aside";
    "sort" List [] 0 Same "the list in order";
    "reverse" List [] 0 Same "the list from its end";
    "sum" Numbers [] 0 Number "the sum of a list of numbers";
    "min" List [] 0 Item "the smallest item";
    "max" List [] 0 Item "the greatest item";
    "round" Number [Number] 1 Number "the number rounded, to this many decimals";
    "abs" Number [] 0 Number "the number without its sign";
    "default" Any [Any] 0 Either "the argument, where there is no value";
    "map" List [Any] 0 Special "a field of every item (`map(attribute=\"words\")`), or every item through a filter (`map(\"lower\")`)";
    "select" List [Any] 0 Special "the items that pass a test (`select(\"matches\", \"^Mais\")`)";
    "reject" List [Any] 0 Special "the items that do not pass it";
    "selectattr" List [Any] 0 Special "the items whose field passes a test (`selectattr(\"level\", \"eq\", 2)`)";
    "rejectattr" List [Any] 0 Special "the items whose field does not pass it";
];

/// All tests, which stand after `is` and in `select`.
pub const TESTS: &[Def] = table![
    "matches" Text [Regex] 0 Bool "a regular expression is found in the text";
    "starts_with" Text [Text] 0 Bool "the text begins so";
    "ends_with" Text [Text] 0 Bool "the text ends so";
    "contains" Text [Text] 0 Bool "the text has this piece, in any case";
    "empty" Any [] 0 Bool "the text or the list has nothing in it";
    "defined" Any [] 0 Bool "there is a value";
    "eq" Any [Any] 0 Bool "equal";
    "ne" Any [Any] 0 Bool "not equal";
    "lt" Any [Any] 0 Bool "less";
    "le" Any [Any] 0 Bool "less or equal";
    "gt" Any [Any] 0 Bool "more";
    "ge" Any [Any] 0 Bool "more or equal";
    "in" Any [Any] 0 Bool "one of the items of a list, or a piece of a text";
];

/// The filter with this name.
#[must_use]
pub fn filter(name: &str) -> Option<&'static Def> {
    FILTERS.iter().find(|f| f.name == name)
}

/// The test with this name.
#[must_use]
pub fn test(name: &str) -> Option<&'static Def> {
    TESTS.iter().find(|t| t.name == name)
}

/// The most memory, in bytes, that one compiled pattern may take.
const PATTERN_SIZE: usize = 1 << 20;

/// How many compiled patterns are kept.
const PATTERNS_KEPT: usize = 64;

/// Compiles a pattern of an expression: Unicode, `^` and `$` are the borders of a line.
///
/// # Errors
/// When it is no regular expression or too large, with the reason as a lowercase fragment.
pub fn regex(pattern: &str) -> Result<Regex, String> {
    static KEPT: LazyLock<Mutex<BTreeMap<String, Regex>>> = LazyLock::new(Mutex::default);
    if let Ok(kept) = KEPT.lock()
        && let Some(r) = kept.get(pattern)
    {
        return Ok(r.clone());
    }
    let built = RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(PATTERN_SIZE)
        .build()
        .map_err(|e| match e {
            regex::Error::CompiledTooBig(_) => {
                "the pattern is too large once it is compiled".to_owned()
            }
            e => e
                .to_string()
                .lines()
                .last()
                .unwrap_or("")
                .trim()
                .trim_start_matches("error: ")
                .to_owned(),
        })?;
    if let Ok(mut kept) = KEPT.lock() {
        if kept.len() >= PATTERNS_KEPT {
            kept.clear();
        }
        kept.insert(pattern.to_owned(), built.clone());
    }
    Ok(built)
}

fn wrong(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// The text of a value, or of the part of the article that it is.
fn text(value: &Value) -> Result<String, Error> {
    if let Some(s) = value.as_str() {
        return Ok(s.to_owned());
    }
    if value.kind() == ValueKind::Map
        && let Ok(inner) = value.get_attr("text")
        && let Some(s) = inner.as_str()
    {
        return Ok(s.to_owned());
    }
    Err(wrong(format!("a text was wanted, found {}", kind(value))))
}

fn kind(value: &Value) -> &'static str {
    match value.kind() {
        ValueKind::Undefined => "a value that does not exist",
        ValueKind::None => "nothing",
        ValueKind::Bool => "true or false",
        ValueKind::Number => "a number",
        ValueKind::String => "a text",
        ValueKind::Seq | ValueKind::Iterable => "a list",
        ValueKind::Map => "a value with fields",
        _ => "something else",
    }
}

fn pattern(source: &str) -> Result<Regex, Error> {
    regex(source).map_err(wrong)
}

fn words(state: &State<'_, '_>, value: Value) -> Result<Vec<String>, Error> {
    let text = text(&value)?;
    let lang = state
        .lookup("language")
        .and_then(|v| v.as_str().and_then(Lang::from_code))
        .unwrap_or(Lang::EN);
    Ok(draft::words(&text, lang)
        .into_iter()
        .filter_map(|(a, b)| text.get(a..b).map(str::to_owned))
        .collect())
}

fn count(value: Value) -> Result<usize, Error> {
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => value
            .len()
            .map_or_else(|| value.try_iter().map(Iterator::count), Ok),
        _ => Err(wrong(format!("a list was wanted, found {}", kind(&value)))),
    }
}

fn matches(value: Value, source: &str) -> Result<bool, Error> {
    Ok(pattern(source)?.is_match(&text(&value)?))
}

fn occurrences(value: Value, source: &str) -> Result<Vec<String>, Error> {
    let text = text(&value)?;
    Ok(pattern(source)?
        .find_iter(&text)
        .filter(|m| !m.is_empty())
        .map(|m| m.as_str().to_owned())
        .collect())
}

fn starts_with(value: Value, start: &str) -> Result<bool, Error> {
    Ok(text(&value)?.starts_with(start))
}

fn ends_with(value: Value, end: &str) -> Result<bool, Error> {
    Ok(text(&value)?.ends_with(end))
}

fn contains(value: Value, piece: &str) -> Result<bool, Error> {
    Ok(text(&value)?.to_lowercase().contains(&piece.to_lowercase()))
}

fn empty(value: Value) -> Result<bool, Error> {
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => Ok(count(value)? == 0),
        ValueKind::Undefined | ValueKind::None => Ok(true),
        _ => Ok(text(&value)?.trim().is_empty()),
    }
}

fn replace(state: &State<'_, '_>, value: Value, from: &str, to: &str) -> Result<String, Error> {
    let text = text(&value)?;
    // An empty piece stands between all characters; to replace it means nothing.
    if from.is_empty() {
        return Ok(text);
    }
    let grown = text.matches(from).count().saturating_mul(to.len());
    // Paid for before it is made: one unit of fuel is worth 64 bytes.
    state.consume_fuel((grown as u64) / 64)?;
    Ok(text.replace(from, to))
}

/// Adds every filter and test of the tables, and nothing else.
pub(super) fn install(env: &mut Environment<'static>) {
    env.add_filter("words", words);
    env.add_filter("count", count);
    env.add_filter("length", count);
    env.add_filter("chars", |v: Value| Ok::<_, Error>(draft::chars(&text(&v)?)));
    env.add_filter("lower", |v: Value| Ok::<_, Error>(text(&v)?.to_lowercase()));
    env.add_filter("upper", |v: Value| Ok::<_, Error>(text(&v)?.to_uppercase()));
    env.add_filter("trim", |v: Value| {
        Ok::<_, Error>(text(&v)?.trim().to_owned())
    });
    env.add_filter("replace", replace);
    env.add_filter("matches", matches);
    env.add_filter("occurrences", occurrences);
    env.add_filter("starts_with", starts_with);
    env.add_filter("ends_with", ends_with);
    env.add_filter("contains", contains);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("join", filters::join);
    env.add_filter("unique", filters::unique);
    env.add_filter("sort", filters::sort);
    env.add_filter("reverse", filters::reverse);
    env.add_filter("sum", filters::sum);
    env.add_filter("min", filters::min);
    env.add_filter("max", filters::max);
    env.add_filter("round", filters::round);
    env.add_filter("abs", filters::abs);
    env.add_filter("default", filters::default);
    env.add_filter("map", filters::map);
    env.add_filter("select", filters::select);
    env.add_filter("reject", filters::reject);
    env.add_filter("selectattr", filters::selectattr);
    env.add_filter("rejectattr", filters::rejectattr);
    env.add_test("matches", matches);
    env.add_test("starts_with", starts_with);
    env.add_test("ends_with", ends_with);
    env.add_test("contains", contains);
    env.add_test("empty", empty);
    env.add_test("defined", tests::is_defined);
    env.add_test("eq", tests::is_eq);
    env.add_test("ne", tests::is_ne);
    env.add_test("lt", tests::is_lt);
    env.add_test("le", tests::is_le);
    env.add_test("gt", tests::is_gt);
    env.add_test("ge", tests::is_ge);
    env.add_test("in", tests::is_in);
}
