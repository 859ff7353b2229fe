//! Files that hold a text in a form that is not read: each is named, with the way to a text.

use crate::diag::{Diagnostic, codes};

/// What a file's first bytes say it is, and the command that makes a text of it.
struct Form {
    what: &'static str,
    way: &'static str,
}

/// Says what a file is when its bytes are not those of a text that can be read.
pub(super) fn told(shown: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let form = form(shown, bytes)?;
    let stem = match shown.rsplit_once('.') {
        // What is made must not take the place of what it is made from.
        Some((stem, "md" | "txt")) => format!("{stem}-text"),
        Some((stem, _)) => stem.to_owned(),
        None => shown.to_owned(),
    };
    let way = form.way.replace("FILE", shown).replace("STEM", &stem);
    Some(
        Diagnostic::error(
            codes::E0602,
            format!("`{shown}` is {}, not a text", form.what),
        )
        .help(way),
    )
}

fn form(name: &str, bytes: &[u8]) -> Option<Form> {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
    let ending = ending.as_deref().unwrap_or("");
    let pandoc = "`pandoc -t gfm FILE -o STEM.md` makes Markdown of it";
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"PK\x03\x04") {
        return Some(match ending {
            "odt" => Form {
                what: "an OpenDocument text",
                way: pandoc,
            },
            "epub" => Form {
                what: "an EPUB book",
                way: pandoc,
            },
            "docx" => Form {
                what: "a Word document",
                way: pandoc,
            },
            "zip" => Form {
                what: "a ZIP archive",
                way: "take the text out of it first",
            },
            _ => Form {
                what: "a Word document or another packed file",
                way: pandoc,
            },
        });
    }
    if begins(b"{\\rtf") {
        return Some(Form {
            what: "an RTF document",
            way: pandoc,
        });
    }
    if begins(b"%PDF-") {
        return Some(Form {
            what: "a PDF",
            way: "`pdftotext FILE STEM.txt` takes the text out of it; look at its line breaks",
        });
    }
    if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Form {
            what: "an old Word document",
            way: "`soffice --headless --convert-to docx FILE`, then `pandoc -t gfm STEM.docx -o STEM.md`",
        });
    }
    is_page(bytes).then_some(Form {
        what: "an HTML page",
        way: "`pandoc -f html -t gfm-raw_html FILE -o STEM.md` makes Markdown of it; or copy the text from a browser into a file of its own",
    })
}

/// So much of a file is looked at for the tags of a page, in bytes.
const HEAD: usize = 4096;

/// Whether a text is a page of HTML: it begins as one, and has another tag that only pages have. A Markdown text may begin with a
/// block of HTML, and may write about the tags of pages.
fn is_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes));
    let head = head.to_lowercase();
    let mut text = head.trim_start_matches('\u{feff}').trim_start();
    // Comments and the line of XML stand before the first tag.
    for (opening, closing) in [("<?xml", "?>"), ("<!--", "-->")].repeat(4) {
        if let Some((_, rest)) = text
            .strip_prefix(opening)
            .and_then(|t| t.split_once(closing))
        {
            text = rest.trim_start();
        }
    }
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
    ];
    let tag = |text: &str, tag: &str| {
        text.strip_prefix(tag)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    let Some(first) = tags.iter().take(4).find(|t| tag(text, t)) else {
        return false;
    };
    tags.iter().filter(|t| *t != first).any(|t| {
        text.match_indices(t)
            .any(|(at, _)| text.get(at..).is_some_and(|rest| tag(rest, t)))
    }) || (text.contains("<p>") || text.contains("<p ")) && text.contains("</p>")
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn forms_are_known_by_their_first_bytes() {
        for (name, bytes, said) in [
            ("a.docx", &b"PK\x03\x04\0\0"[..], "a Word document"),
            ("a.odt", b"PK\x03\x04", "OpenDocument"),
            ("a.rtf", b"{\\rtf1\\ansi", "RTF"),
            ("a.md", b"{\\rtf1\\ansi", "RTF"),
            ("a.pdf", b"%PDF-1.7", "a PDF"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
            ("a.html", b"\n<!DOCTYPE html>\n<html>", "HTML page"),
            (
                "a.md",
                b"<html lang=\"fr\">\n<head><title>Le port</title></head>",
                "HTML page",
            ),
            (
                "a.md",
                b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html>",
                "HTML page",
            ),
            (
                "a.md",
                b"<!-- saved from a site -->\n<html><body><p>One.</p>",
                "HTML page",
            ),
            ("a.md", b"<!doctype html><p>One.</p>", "HTML page"),
            (
                "a.md",
                b"<body>\n<p class=\"lede\">One.</p>\n</body>",
                "HTML page",
            ),
        ] {
            let d = told(name, bytes).unwrap();
            assert!(d.message.contains(said), "{}", d.message);
            assert!(!d.help.is_empty());
        }
        for (name, text) in [
            ("a.md", "# PK\n"),
            ("a.md", "<div>one block of HTML</div>\n\nText.\n"),
            ("a.docx", "plain text all the same"),
            ("a.html", "A text about <html> tags"),
            (
                "a.md",
                "<html> and </html> enclose a page.\n\nThe rest follows.\n",
            ),
            ("a.md", "<header>One block</header>\n\nText.\n"),
            ("a.md", "<!-- a note of the desk -->\n\n# The port opens\n"),
        ] {
            assert!(told(name, text.as_bytes()).is_none(), "{name}");
        }
    }
}
