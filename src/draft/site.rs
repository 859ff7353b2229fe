//! Marks that a site's own tools put into Markdown, and marks that lead to notes: they are neither text nor left over.
//!
//! Hugo, Jekyll and Liquid tags (`{{< … >}}`, `{% … %}`, `{{ site.title }}`), attributes (`{#id}`, `{.class}`), fences of containers
//! (`:::`), marks of notes (`[^1]`, `[4]` after a word or a stop). A blank to be filled in, `{{ name }}`, is text.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::ops::Range;

/// The marks in `text` from byte `from` on, in order, none inside another. Linear: each closing mark is looked for once.
pub(super) fn marks(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut closers = Closers::default();
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = text
        .get(at..)
        .and_then(|r| r.find(['{', '[', ':', '<']))
        .map(|n| at + n)
    {
        let mark = match bytes.get(next) {
            Some(b'{') => braced(text, next, &mut closers),
            Some(b'[') => note(text, next, from),
            Some(b'<') => raised(text, next, from),
            _ => container(text, next, from),
        };
        match mark {
            Some(mark) => {
                at = mark.end.max(next + 1);
                found.push(mark);
            }
            None => at = next + 1,
        }
    }
    found
}

/// The next place of each closing mark, remembered.
#[derive(Default)]
struct Closers {
    /// `}}`
    value: Option<usize>,
    /// `%}`
    statement: Option<usize>,
}

impl Closers {
    /// The first `}}`, or `%}` of a statement, at or after `at`.
    fn next(&mut self, statement: bool, text: &str, at: usize) -> Option<usize> {
        let (closer, known) = match statement {
            true => ("%}", &mut self.statement),
            false => ("}}", &mut self.value),
        };
        let place = known.filter(|&k| k >= at).unwrap_or_else(|| {
            text.get(at..)
                .and_then(|r| r.find(closer))
                .map_or(usize::MAX, |n| at + n)
        });
        *known = Some(place);
        (place != usize::MAX).then_some(place)
    }
}

/// The longest tag.
const LONGEST: usize = 1000;

fn braced(text: &str, at: usize, closers: &mut Closers) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let statement = if rest.starts_with("{{") {
        false
    } else if rest.starts_with("{%") {
        true
    } else {
        return attribute(rest).map(|len| at..at + len);
    };
    let end = closers.next(statement, text, at + 2)?;
    let inner = text.get(at + 2..end).filter(|i| i.len() <= LONGEST)?;
    // A tag ends in its own paragraph.
    if inner.contains("\n\n") || inner.contains("{{") {
        return None;
    }
    let is_tag = statement || inner.starts_with(['<', '%']) || is_code(inner);
    is_tag.then_some(at..end + 2)
}

/// Whether what stands between `{{` and `}}` is for a program: a path, a filter, a call. Bare words are a blank.
fn is_code(inner: &str) -> bool {
    let inner = inner.trim();
    let path = inner.split_once('.').is_some_and(|(a, b)| {
        !a.contains(char::is_whitespace) && b.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    path || inner.contains(['|', '(', '"', '$'])
}

/// The length of `{#id}`, `{.class}`, `{: .class}`, `{:toc}`.
fn attribute(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('{')?;
    let sign = inner.bytes().next()?;
    let after = inner.get(1..)?;
    let named = after.starts_with(|c: char| c.is_ascii_alphabetic());
    if !(matches!(sign, b'#' | b'.') && named || sign == b':' && (named || after.starts_with(' ')))
    {
        return None;
    }
    let end = inner
        .bytes()
        .take(120)
        .position(|b| matches!(b, b'}' | b'\n' | b'{'))?;
    inner.get(end..)?.starts_with('}').then_some(end + 2)
}

/// `:::` and what stands behind it on the line, which opens or closes a container.
fn container(text: &str, at: usize, from: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?.strip_prefix(":::")?;
    let lead = text.get(from..at)?.rsplit('\n').next()?;
    if lead.len() > 3 || !lead.trim().is_empty() {
        return None;
    }
    let len = rest.find('\n').unwrap_or(rest.len());
    Some(at..at + 3 + len)
}

/// `[^1]`, which leads to a note, and `[4]`, `[4, 5]`, `[4–6]` right after a word or a stop.
fn note(text: &str, at: usize, from: usize) -> Option<Range<usize>> {
    let inner = text.get(at + 1..)?;
    let len = inner
        .bytes()
        .take(40)
        .position(|b| matches!(b, b']' | b'\n'))?;
    let (label, rest) = inner.split_at_checked(len)?;
    let after = rest.strip_prefix(']')?;
    let end = at + len + 2;
    let before = text.get(from..at)?.chars().next_back();
    let line_begins = before.is_none_or(|c| c == '\n');
    if let Some(name) = label.strip_prefix('^') {
        // What defines a note is read by the parser of Markdown.
        let defines = line_begins && after.starts_with(':');
        let named = !name.is_empty() && !name.contains(char::is_whitespace);
        return (named && !defines).then_some(at..end);
    }
    let figures = label
        .split([',', '-', '–', ';'])
        .all(|n| (1..=3).contains(&n.trim().len()) && n.trim().bytes().all(|b| b.is_ascii_digit()));
    let touches = before.is_some_and(|c| {
        c.is_alphabetic()
            || matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | '…' | '»' | '”' | '"' | '’' | ')' | ']'
            )
    });
    (figures && touches && !after.starts_with(['(', '[', ':'])).then_some(at..end)
}

/// `<sup>1</sup>` after a stop or in brackets: a mark of a note. `m<sup>2</sup>` and `1<sup>er</sup>` are text.
fn raised(text: &str, at: usize, from: usize) -> Option<Range<usize>> {
    let inner = text.get(at..)?.strip_prefix("<sup>")?;
    let len = inner.bytes().take(12).position(|b| b == b'<')?;
    let (label, rest) = inner.split_at_checked(len)?;
    rest.strip_prefix("</sup>")?;
    let label = label.trim();
    let bare = label.trim_matches(['[', ']', '(', ')']);
    let figures = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let stop = text.get(from..at)?.chars().next_back().is_some_and(|c| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '»' | '”' | '"' | '’'
        )
    });
    (figures && (stop || bare != label)).then_some(at..at + 5 + len + 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for mark in marks(text, 0) {
            out.push_str(&text[at..mark.start]);
            at = mark.end;
        }
        out + &text[at..]
    }

    #[test]
    fn marks_of_sites_and_notes_are_no_text() {
        for (text, kept) in [
            ("Voir {{< figure src=\"a.png\" >}} ici", "Voir  ici"),
            ("{{% notice %}}Attention{{% /notice %}}", "Attention"),
            ("{% include x.html %}Texte", "Texte"),
            ("{{ site.title }} et {{ 'a' | t }}", " et "),
            ("{{ page.date | date: \"%Y\" }}", ""),
            ("{{\n< a >\n}}", "{{\n< a >\n}}"),
            ("## Titre {#ancre}", "## Titre "),
            ("Note {: .grande} {.petite}", "Note  "),
            ("::: warning Attention\nTexte\n:::", "\nTexte\n"),
            ("Vendredi.[^12] Puis.[4] Fin", "Vendredi. Puis. Fin"),
            ("le port[4, 5] et la ville[6–8]", "le port et la ville"),
            ("The end.<sup>3</sup> Next<sup>[4]</sup>", "The end. Next"),
            // Text.
            (
                "Bonjour {{ nom }}, {{votre ville}}",
                "Bonjour {{ nom }}, {{votre ville}}",
            ),
            (
                "m<sup>2</sup>, 1<sup>er</sup>",
                "m<sup>2</sup>, 1<sup>er</sup>",
            ),
            ("il y avait [3] blessés", "il y avait [3] blessés"),
            ("un [lien](u), a[1](u)", "un [lien](u), a[1](u)"),
            ("le maire [élu] dit", "le maire [élu] dit"),
            ("à 14:30 ::: ou pas", "à 14:30 ::: ou pas"),
            ("{ a, b } et {…}", "{ a, b } et {…}"),
            ("[^1]: Une note.", "[^1]: Une note."),
            ("{{ jamais fini", "{{ jamais fini"),
        ] {
            assert_eq!(without(text), kept, "{text}");
        }
    }
}
