//! Comments stay where their author put them, in canonical form and on the way to the other surface.

use crate::support::cases;
use proptest::prelude::*;

use galley::syntax::Surface;

use super::{fmt, to};

/// Recipes in which comments stand in odd places, and their canonical form.
#[test]
fn comments_in_odd_places() {
    for (surface, text, wanted) in [
        // A list over several lines without brackets: the last comment is its last item's.
        (
            Surface::Recipe,
            "use fr/presse, # one\n    # x\n    seo/basic # two\n",
            "use [\n  fr/presse  # one\n  # x\n  seo/basic  # two\n]\n",
        ),
        // Beside the bracket that opens a list, beside the one that closes it, and before that.
        (
            Surface::Recipe,
            "forbid [ # open\n  \"a\" # a\n\n  \"d\"\n  # end\n] severity error # close\n",
            "forbid [  # open\n  \"a\"  # a\n\n  \"d\"\n  # end\n] severity error  # close\n",
        ),
        (
            Surface::Recipe,
            "forbid [ # 0\n \"a\"\n\"b\" ] { # o\n severity error # e\n} # c\n",
            "forbid [  # 0\n  \"a\"\n  \"b\"\n] {\n  # o\n  severity error  # e\n}  # c\n",
        ),
        (
            Surface::Recipe,
            "title { length 40..65 chars # len\n # last\n} # after\n",
            "title {\n  length 40..65 chars  # len\n  # last\n}  # after\n",
        ),
        // A list that gets lines because it is too wide keeps the comment of its only line.
        (
            Surface::Recipe,
            "forbid \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\", \"cccccccccccccccccccccccccc\" # e\n",
            "forbid [  # e\n  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n  \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"\n  \"cccccccccccccccccccccccccc\"\n]\n",
        ),
        // Behind a setting or an item on the first line of a flow collection it is about that.
        (
            Surface::Yaml,
            "title: { length: 40..65 chars, # len\n   rewritten: true }\n",
            "title:\n  length: 40..65 chars  # len\n  rewritten: true\n",
        ),
        (
            Surface::Yaml,
            "preserve: [ # p\n  numbers, # n\n  # c\n  names]\n",
            "preserve:  # p\n  - numbers  # n\n  # c\n  - names\n",
        ),
        // Beside the sign of a text block in a list.
        (
            Surface::Yaml,
            "brief:\n- |  # c\n  x\n  y\n# z\n- b\n",
            "brief:\n  - |  # c\n    x\n    y\n  # z\n  - b\n",
        ),
    ] {
        assert_eq!(fmt(surface, text), wanted, "{text}");
        assert_eq!(fmt(surface, wanted), wanted, "{text}");
    }
}

/// What comments become in the other surface, and that nothing moves on the way back.
#[test]
fn comments_cross_over() {
    let recipe = "forbid [  # open\n  \"a\"  # a\n  # end\n] severity error  # close\n";
    let yaml = "forbid:  # open\n  any:\n    - \"a\"  # a\n    # end\n  severity: error  # close\n";
    assert_eq!(to(Surface::Recipe, Surface::Yaml, recipe), yaml);
    assert_eq!(to(Surface::Yaml, Surface::Recipe, yaml), recipe);

    // The last comment of `inputs` does not become the first one of what follows.
    let yaml = "inputs:\n  article: markdown\n  # no more\ntitle: { rewritten: true }\n";
    let recipe = "input article markdown\n# no more\n\ntitle { rewritten }\n";
    assert_eq!(to(Surface::Yaml, Surface::Recipe, yaml), recipe);
}

/// Texts whose first line is indented stay readable in YAML.
#[test]
fn indented_texts_keep_their_lines() {
    let yaml = "brief: |2\n    two more\n  none\nstrip:\n  - |2-\n\n    blank first\n";
    assert_eq!(fmt(Surface::Yaml, yaml), yaml);
    let recipe = to(Surface::Yaml, Surface::Recipe, yaml);
    assert_eq!(
        to(Surface::Recipe, Surface::Yaml, &recipe),
        yaml,
        "{recipe}"
    );
}

const RECIPE: &str = "\
recipe a \"1.0.0\" -> \"doc\"
use fr/presse,
    seo/basic
language fr
input article markdown
input keyphrase text -> \"what\" = \"x\"

title {
  length 40..65 chars
  contains keyphrase
}
sections {
  chapo { heading none, words 30..60 }
  faits {
    words at least 120
  }
  contexte
}
preserve numbers, quotes,
  names
forbid [
  \"a\"
  \"b\", \"c\"
] severity error
strip [
  /x/
  /y/
]
keyphrase \"x\" {
  in title
}
overlap at most 40 % of 5-grams
";

const YAML: &str = "\
recipe: a
version: 1.0.0
use:
  - fr/presse
  - seo/basic
language: fr
inputs:
  article: markdown
  keyphrase: { type: text,
    default: x }

title:
  length: 40..65 chars
  contains: keyphrase
sections:
  - chapo: { heading: none, words: 30..60 }
  - faits:
      words: at least 120
  - contexte
preserve: [numbers,
  quotes,
  names]
forbid:
  any:
    - \"a\"
    - \"b\"
  severity: error
overlap: at most 40 % of 5-grams
";

/// A text with numbered comments on some lines: beside what stands there, or before it.
fn remarked(text: &str, places: &[u8]) -> String {
    let mut out = String::new();
    let mut n = 0;
    let mut next = || {
        n += 1;
        format!("# c{n:03}")
    };
    for (line, place) in text.lines().zip(places.iter().cycle()) {
        let indent = &line[..line.len() - line.trim_start().len()];
        if place & 1 > 0 && !line.is_empty() {
            out.push_str(&format!("{indent}{}\n", next()));
        }
        if place & 2 > 0 {
            out.push('\n');
        }
        out.push_str(line);
        if place & 4 > 0 && !line.is_empty() {
            out.push_str(&format!(" {}", next()));
        }
        out.push('\n');
    }
    out
}

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|l| l.find("# c").map(|i| l[i..].trim_end()))
        .collect()
}

/// What stands before the comment of each line, without blanks and brackets, which may change.
fn neighbours(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for line in text.lines() {
        if let Some((before, comment)) = line.split_once("# c") {
            let plain: String = before
                .chars()
                .filter(|c| !matches!(c, ' ' | ',' | '[' | '{' | '-' | '"'))
                .collect();
            out.push((comment.trim_end().to_owned(), plain));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(250), failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever comments stand, a file is brought into form, and they stand in the same order and beside the same things.
    #[test]
    fn comments_keep_their_places(places in prop::collection::vec(0u8..8, 40)) {
        for (surface, base) in [(Surface::Recipe, RECIPE), (Surface::Yaml, YAML)] {
            let text = remarked(base, &places);
            let once = fmt(surface, &text);
            prop_assert_eq!(&fmt(surface, &once), &once);
            prop_assert_eq!(comments(&once), comments(&text), "{}\n----\n{}", text, once);
            prop_assert_eq!(neighbours(&once), neighbours(&fmt(surface, &once)));
            let other = match surface {
                Surface::Recipe => Surface::Yaml,
                Surface::Yaml => Surface::Recipe,
            };
            let there = to(surface, other, &once);
            let back = to(other, surface, &there);
            let mut sorted = comments(&back);
            sorted.sort_unstable();
            let mut all = comments(&text);
            all.sort_unstable();
            prop_assert_eq!(sorted, all, "{}\n----\n{}\n----\n{}", once, there, back);
            prop_assert_eq!(&to(surface, other, &back), &there, "{}\n----\n{}\n----\n{}", once, there, back);
        }
    }
}
