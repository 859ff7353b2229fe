//! What a chat model puts around its answer: a line that announces it, a code fence, a line that takes leave. They are no part
//! of the article, whatever the recipe; where the form of the text does not decide, everything stays.

use crate::draft::Draft;
use crate::lang::Lang;
use crate::rules::residue::{announces, leave_taking};

/// What an announcement may stand before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole article, or a part of one.
    Text,
    /// One line: a title, a heading, an entry of the front matter.
    Line,
    /// JSON.
    Data,
}

/// The answer without what stands around it; the answer itself, where nothing would be left.
pub(super) fn peeled(answer: &str, kind: Kind, lang: Lang) -> &str {
    let mut text = answer.trim();
    // Each wrapper may stand inside another; real answers have one or two.
    for _ in 0..6 {
        let mut next = unfenced(text);
        next = unannounced(next, kind, lang);
        if kind != Kind::Line {
            next = without_leave(next, lang);
        }
        if next.trim().is_empty() || next.len() == text.len() {
            break;
        }
        text = next.trim();
    }
    text
}

/// A fence's marks and its info string, when the line opens or closes one.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let marks = line.get(..line.len() - info.len())?;
    (marks.len() >= 3 && !info.contains('`')).then_some((marks, info.trim()))
}

/// The first line that holds text, and what follows it.
fn first_line(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(['\n', '\r']);
    text.split_once('\n').unwrap_or((text, ""))
}

/// Without a code fence around the whole. A fence that says it is Markdown and holds a title ends where it is closed: what
/// stands behind it is chat. Code inside keeps its fences; an article that begins and ends with code keeps all.
fn unfenced(text: &str) -> &str {
    let (first, body) = first_line(text);
    let Some((marks, info)) = fence_of(first) else {
        return text;
    };
    if !info.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return text;
    }
    let markdown = matches!(info.to_ascii_lowercase().as_str(), "markdown" | "md");
    let titled = body.trim_start().starts_with("# ") || body.trim_start().starts_with("---\n");
    let mut open: Option<&str> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        match (fence_of(line), open) {
            (Some((inner, "")), Some(opened)) if inner.starts_with(opened) => open = None,
            (Some((closing, "")), None) if closing.starts_with(marks) => {
                let inside = body.get(..at).unwrap_or("");
                let behind = body.get(at + line.len()..).unwrap_or("");
                let whole = behind.trim().is_empty();
                let chat = markdown && titled && is_prose(behind);
                if !whole && !chat {
                    return around_code(body, marks, markdown || titled).unwrap_or(text);
                }
                return if !inside.trim().is_empty() {
                    inside.trim()
                } else {
                    text
                };
            }
            (Some((inner, info)), None) if !info.is_empty() => open = Some(inner),
            _ => {}
        }
        at += line.len();
    }
    // Never closed: an answer in a Markdown fence that was cut off.
    if markdown && titled && open.is_none() {
        body.trim()
    } else {
        text
    }
}

/// What stands in a fence whose marks are also those of the code in it: the last line closes it, and the fences inside come in
/// pairs.
fn around_code<'t>(body: &'t str, marks: &str, article: bool) -> Option<&'t str> {
    let (inside, last) = body.trim_end().rsplit_once('\n')?;
    let inner = inside.lines().filter(|l| fence_of(l).is_some()).count();
    let closes = fence_of(last).is_some_and(|(m, info)| m == marks && info.is_empty());
    (article && closes && inner % 2 == 0).then_some(inside.trim())
}

/// At most two short paragraphs without any form.
fn is_prose(text: &str) -> bool {
    text.split_whitespace().count() <= 60
        && !text.lines().any(|l| {
            let l = l.trim_start();
            l.starts_with('#') || fence_of(l).is_some()
        })
}

/// Without a line that announces the answer.
fn unannounced(text: &str, kind: Kind, lang: Lang) -> &str {
    let (first, rest) = first_line(text);
    let line = bare(first);
    if line.is_empty() || line.starts_with('#') || line.split_whitespace().count() > 40 {
        return text;
    }
    let follows = rest.trim_start();
    if kind == Kind::Line {
        // « Voici le titre : Le port rouvre », on one line or on two.
        if let Some((announced, value)) = line.split_once(':')
            && !value.trim().is_empty()
            && announces(&format!("{announced}:"), lang, false)
        {
            let at = first.find(':').map_or(0, |i| i + 1);
            return first.get(at..).unwrap_or(text).trim_matches(['*', ' ']);
        }
        let says_so = line.ends_with(':') && announces(line, lang, true);
        return if says_so && !follows.is_empty() {
            follows
        } else {
            text
        };
    }
    if follows.is_empty() {
        return text;
    }
    let next = first_line(follows).0.trim();
    let framed = match kind {
        Kind::Data => next.starts_with(['{', '[']) || fence_of(next).is_some(),
        _ => {
            next.starts_with("# ")
                || fence_of(next).is_some_and(|_| unfenced(follows) != follows)
                || (next == "---" && Draft::parse(follows, lang).front().is_some())
        }
    };
    let heading = next.starts_with("## ") || next.starts_with("### ");
    let open = line.ends_with(':');
    let paragraph = rest.starts_with('\n') || rest.starts_with("\r\n") || framed || heading;
    let says_so = paragraph && announces(line, lang, framed || (heading && open));
    // Nothing but an announcement ends in a colon before a title or a fence.
    if (framed && open) || says_so {
        follows
    } else {
        text
    }
}

/// A line without marks of emphasis and the space of French typography before its colon.
fn bare(line: &str) -> &str {
    line.trim().trim_matches(['*', '_']).trim()
}

/// Without a last paragraph that takes leave, and the rule above it.
fn without_leave(text: &str, lang: Lang) -> &str {
    if !text.contains('\n') {
        return text;
    }
    let draft = Draft::parse(text, lang);
    let Some(at) = leave_taking(&draft) else {
        return text;
    };
    let kept = text.get(..at).unwrap_or(text).trim_end();
    let kept = ["---", "***", "___"]
        .iter()
        .find_map(|rule| kept.strip_suffix(rule).filter(|k| k.ends_with('\n')))
        .unwrap_or(kept);
    kept.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str =
        "# Le port rouvre\n\nLe port a rouvert mercredi.\n\n## La suite\n\nRien n’est dit.";
    const ENGLISH: &str = "# Kelstow buys six boats\n\nThe council buys six boats.\n\n## What comes next\n\nNobody knows.";

    #[test]
    fn what_stands_around_an_article_goes() {
        for (around, lang) in [
            ("Voici l’article :\n\nARTICLE", Lang::FR),
            ("Voici l'article :\nARTICLE", Lang::FR),
            ("Bien sûr ! Voici l’article réécrit :\n\nARTICLE", Lang::FR),
            ("Bien sûr, voici l’article demandé.\n\nARTICLE", Lang::FR),
            ("**Voici votre article :**\n\nARTICLE", Lang::FR),
            ("```\nARTICLE\n```", Lang::FR),
            ("```markdown\nARTICLE\n```", Lang::FR),
            ("~~~\nARTICLE\n~~~", Lang::FR),
            ("````markdown\nARTICLE\n````", Lang::FR),
            ("Voici l’article :\n\n```markdown\nARTICLE\n```", Lang::FR),
            (
                "Voici l’article :\n\n```markdown\nARTICLE\n```\n\nN’hésitez pas à me dire si vous souhaitez des modifications.",
                Lang::FR,
            ),
            (
                "ARTICLE\n\nN’hésitez pas à me demander des modifications !",
                Lang::FR,
            ),
            (
                "ARTICLE\n\n---\n\nDites-moi si vous souhaitez des ajustements.",
                Lang::FR,
            ),
            ("Here is the article:\n\nARTICLE", Lang::EN),
            ("Sure! Here is the rewritten article:\n\nARTICLE", Lang::EN),
            (
                "Certainly. Here's the article you asked for:\n\n---\n\nARTICLE",
                Lang::EN,
            ),
            (
                "```md\nARTICLE\n```\n\nI kept all the figures of the source.",
                Lang::EN,
            ),
            ("```markdown\nARTICLE", Lang::EN),
            (
                "ARTICLE\n\nLet me know if you would like any changes!",
                Lang::EN,
            ),
            ("Article, as it would run in print:\n\nARTICLE", Lang::EN),
        ] {
            let article = if lang == Lang::FR { ARTICLE } else { ENGLISH };
            let answer = around.replace("ARTICLE", article);
            let got = peeled(&answer, Kind::Text, lang);
            let got = got.strip_prefix("---").map_or(got, str::trim_start);
            assert_eq!(got, article, "{answer}");
        }
    }

    #[test]
    fn what_belongs_to_the_text_stays() {
        for (text, lang) in [
            (
                "Voici les trois mesures :\n\n- une\n- deux\n- trois",
                Lang::FR,
            ),
            (
                "Voici le texte de l’accord :\n\nLes parties conviennent de ceci.",
                Lang::FR,
            ),
            (
                "Voici trois ans que le port attend.\n\n## La suite\n\nIl attend encore.",
                Lang::FR,
            ),
            (
                "Le port annonce trois mesures :\n\n## La première\n\nDeux grues.",
                Lang::FR,
            ),
            ("N’hésitez pas à réserver avant le 3 mai.", Lang::FR),
            (
                "# Un titre\n\nUn texte.\n\nN’hésitez pas à réserver : le train part à midi.",
                Lang::FR,
            ),
            (
                "Run this:\n\n```\nmake\n```\n\nThen this:\n\n```\nmake install\n```",
                Lang::EN,
            ),
            (
                "```\nmake\n```\n\nThe build takes a minute.\n\n```\nmake install\n```",
                Lang::EN,
            ),
            ("```sh\nmake\n```\n\nThen wait.", Lang::EN),
            ("The town has two plans:\n\n- one\n- two", Lang::EN),
            (
                "Here is where the story begins.\n\nThe port was built in 1931.",
                Lang::EN,
            ),
            (
                "---\ndescription: Court\n---\n\n# Un titre\n\nUn texte.",
                Lang::FR,
            ),
            ("", Lang::FR),
            ("```", Lang::FR),
            ("```\n```", Lang::FR),
        ] {
            assert_eq!(peeled(text, Kind::Text, lang), text, "{text}");
        }
    }

    #[test]
    fn a_fence_around_code_and_text_keeps_the_code() {
        for mark in ["```sh", "```"] {
            let inner = format!("# Restore\n\nRun this:\n\n{mark}\nmake\n```\n\nThen wait.");
            let answer = format!("```markdown\n{inner}\n```");
            assert_eq!(peeled(&answer, Kind::Text, Lang::EN), inner);
        }
    }

    #[test]
    fn lines_and_data() {
        for (answer, want) in [
            ("Voici le titre :\n\nLe port rouvre", "Le port rouvre"),
            ("Voici le titre : Le port rouvre", "Le port rouvre"),
            (
                "Voici une proposition de titre :\n\n# Le port rouvre",
                "# Le port rouvre",
            ),
            (
                "Trafic de drogue : les ports s’unissent",
                "Trafic de drogue : les ports s’unissent",
            ),
            (
                "Voici pourquoi le port rouvre",
                "Voici pourquoi le port rouvre",
            ),
        ] {
            assert_eq!(peeled(answer, Kind::Line, Lang::FR), want, "{answer}");
        }
        let data = "Here is the JSON:\n\n```json\n{\"a\": 1}\n```";
        assert_eq!(peeled(data, Kind::Data, Lang::EN), "{\"a\": 1}");
        assert_eq!(peeled("Result:\n[1]", Kind::Data, Lang::EN), "[1]");
    }
}
