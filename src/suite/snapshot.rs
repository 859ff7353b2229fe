//! Golden files in insta's `.snap` format, so that `cargo insta review` opens them.

use super::case::Kind;

/// A golden file as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snap<'a> {
    /// `source:` of the front matter: for galley's own, the test file.
    pub source: Option<&'a str>,
    /// What follows the front matter.
    pub contents: &'a str,
}

/// The name of a golden file relative to its test file: `snapshots/SUITE__TEST__KIND.snap`.
#[must_use]
pub fn name(stem: &str, test: &str, kind: Kind) -> String {
    format!(
        "snapshots/{stem}__{}__{}.snap",
        super::slug(test),
        kind.word()
    )
}

/// Takes a golden file apart. A file without front matter is all contents.
#[must_use]
pub fn parse(text: &str) -> Snap<'_> {
    let whole = Snap {
        source: None,
        contents: text,
    };
    let Some(rest) = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))
    else {
        return whole;
    };
    let mut at = 0;
    let mut source = None;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return Snap {
                source,
                contents: rest.get(at..).unwrap_or(""),
            };
        }
        if let Some(value) = line.strip_prefix("source:") {
            source = Some(value.trim().trim_matches('"'));
        }
    }
    whole
}

/// A golden file: the front matter with where it comes from, then the contents.
#[must_use]
pub fn print(file: &str, test: &str, kind: Kind, contents: &str) -> String {
    // JSON's quotes are YAML's double quotes.
    let quoted = |s: String| serde_json::Value::String(s).to_string();
    format!(
        "---\nsource: {}\nexpression: {}\n---\n{}\n",
        quoted(file.to_owned()),
        quoted(format!("{} of {test}", kind.word())),
        normal(contents)
    )
}

/// Whether two contents are the same to insta: line ends and what trails do not count.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

/// Contents as they are compared: line ends of this system, nothing behind the last line.
pub(super) fn normal(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n")
}

/// Whether a file of a `snapshots` folder is a golden file of galley, by its name: `SUITE__TEST__KIND.snap`, or the same with
/// `.new` behind it. Returns the name of the suite.
#[must_use]
pub fn suite_of(file: &str) -> Option<&str> {
    let stem = file
        .strip_suffix(".snap")
        .or_else(|| file.strip_suffix(".snap.new"))?;
    let stem = Kind::ALL
        .iter()
        .find_map(|k| stem.strip_suffix(k.word())?.strip_suffix("__"))?;
    stem.rsplit_once("__").map(|(suite, _)| suite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_golden_file_reads_back() {
        let text = print(
            "tests/a.test.yaml",
            "a \"quoted\" name",
            Kind::Plan,
            "one\ntwo\n\n",
        );
        assert_eq!(
            text,
            "---\nsource: \"tests/a.test.yaml\"\nexpression: \"plan of a \\\"quoted\\\" name\"\n---\none\ntwo\n"
        );
        let snap = parse(&text);
        assert_eq!(snap.source, Some("tests/a.test.yaml"));
        assert!(same(snap.contents, "one\ntwo"));
        assert!(!same(snap.contents, "one\n two"));
    }

    #[test]
    fn contents_may_hold_dashes() {
        let text = print("a.test.yaml", "t", Kind::Report, "---\nx: 1\n---\nbody");
        assert!(same(parse(&text).contents, "---\nx: 1\n---\nbody"));
        assert_eq!(parse("no front matter").contents, "no front matter");
    }

    #[test]
    fn names_tell_their_suite() {
        let name = name("seo-article-fr", "The recorded run", Kind::Prompts);
        assert_eq!(
            name,
            "snapshots/seo-article-fr__the-recorded-run__prompts.snap"
        );
        assert_eq!(suite_of("a__b__plan.snap"), Some("a"));
        assert_eq!(suite_of("a__b__plan.snap.new"), Some("a"));
        assert_eq!(
            suite_of("cli__help.snap"),
            None,
            "a snapshot of another tool"
        );
        assert_eq!(suite_of("seo-article-fr.snap"), None);
    }
}
