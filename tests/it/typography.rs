//! The same words in any typography are found, and what is not text is said: nothing that a reader sees slips by a rule.

use std::fs;

use assert_cmd::Command;

/// The status of `galley check` and what it prints, for statements of a recipe and a draft.
fn check(rules: &str, draft: &str) -> (i32, String) {
    let dir = tempfile::tempdir().expect("a folder");
    let recipe = format!("recipe: typo\nlanguage: {{ is: fr, severity: off }}\n{rules}\n");
    fs::write(dir.path().join("r.yaml"), recipe).expect("written");
    fs::write(dir.path().join("d.md"), draft).expect("written");
    let out = Command::cargo_bin("galley")
        .expect("the program")
        .current_dir(dir.path())
        .args(["check", "r.yaml", "d.md"])
        .output()
        .expect("it runs");
    let text =
        String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    (out.status.code().unwrap_or(-1), text)
}

#[test]
fn forbidden_words_are_found_in_any_typography() {
    for (rule, draft) in [
        ("été", "Un bel e\u{301}te\u{301} ici."),
        ("e\u{301}te\u{301}", "Un bel été ici."),
        ("/be+l [eé]té/", "Un bel éte\u{301} ici."),
        ("/e\u{301}te\u{301}/", "Un bel été ici."),
        ("publicité", "La publi\u{ad}ci\u{200b}té revient."),
        ("publicité", "La publi&shy;cité revient."),
        ("/publicité/", "La publi\u{ad}cité revient."),
        ("l'été", "Vive lʼété ici."),
        ("l’été", "Vive l＇été ici."),
        ("finance", "La ﬁnance revient."),
        ("/finance/", "La ﬁnance revient."),
        ("2024", "En ２０２４, tout va."),
        ("mi-temps", "La mi‑temps est finie."),
        ("coeur", "Au cœur du port."),
        ("forbidden", "It is for**bid**den here."),
        ("titre", "Le \u{202e}titre\u{202c} est là."),
        ("secret", "---\ntags: [port, secret]\n---\nUn texte."),
        ("secret", "---\nseo:\n  title: Un secret\n---\nUn texte."),
        ("secret", "+++\ntitle = \"Un secret\"\n+++\nUn texte."),
        ("secret", "Un texte.\n\n![Un secret](a.png)"),
        (
            "secret",
            "Un texte bien plus long que cela.\n\n<p>Un se<b>cret</b>.</p>",
        ),
        ("secret", "Un texte.[^1]\n\n[^1]: Un secret."),
        ("/\\*\\*\\*/", "Un texte.\n\n***\n\nSuite."),
        ("/^-{3,}$/", "Un texte.\n\n---\n\nSuite."),
        ("/<!--/", "Un texte.\n\n<!-- x -->\n"),
        ("/!\\[\\]\\(/", "Un texte.\n\n![](a.png)\n"),
        ("/https?:/", "Un [lien](https://a.fr) ici."),
        ("/\\x{200b}/", "Un\u{200b}texte."),
        ("—", "Un texte — ici."),
    ] {
        let (status, said) = check(&format!("forbid: ['{}']", rule.replace('\'', "''")), draft);
        assert_eq!(status, 1, "{rule:?} in {draft:?}\n{said}");
        assert!(
            said.contains("fails: 1 error;"),
            "{rule:?} in {draft:?}\n{said}"
        );
    }
}

#[test]
fn sound_texts_hold() {
    for (rule, draft) in [
        ("été", "Les étés passent, l’étémia aussi."),
        ("—", "La mi-temps – enfin."),
        (
            "/[\"“”]/",
            "Un texte sans guillemets, bien plus long.\n\n<p class=\"a\">Oui.</p>",
        ),
        (
            "/^-{3,}$/",
            "---\ntitle: Un titre\n---\n\n| a | b |\n|---|---|\n| c | d |",
        ),
        ("/--/", "| a | b |\n|---|---|\n| c | d |"),
        ("secret", "Un texte.\n\n<!-- un secret -->\n"),
        ("secret", "Un texte `secret` ici."),
        ("/\\p{L}'\\p{L}/", "L’été arrive."),
    ] {
        let (status, said) = check(&format!("forbid: ['{}']", rule.replace('\'', "''")), draft);
        assert_eq!(status, 0, "{rule:?} in {draft:?}\n{said}");
    }
}

#[test]
fn what_is_no_article_never_holds() {
    for draft in [
        "<p>Le port rouvre.</p>\n",
        "```\nLe port rouvre.\n```\n",
        "{ \"title\": \"Le port\" }\n",
    ] {
        let (status, said) = check("length: at most 90 words", draft);
        assert_eq!(status, 1, "{said}");
        assert!(said.contains("was not looked at"), "{said}");
    }
    let (status, said) = check(
        "length: at most 90 words",
        "Le port rouvre samedi à midi.\n\n<p>Une note.</p>\n",
    );
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("1 block of HTML (2 words) was not counted"),
        "{said}"
    );
}

#[test]
fn hostile_marks_make_few_findings() {
    for mark in [
        "[", "*", "<", "{{", "\"", "- ", "[^1]", "<a", "&", "{%", ":::\n",
    ] {
        let (_, said) = check(
            "complete: true\nresidue: true\nforbid: [zzz, /\\*\\*\\*/]",
            &mark.repeat(20_000),
        );
        assert!(said.len() < 20_000, "{mark:?}: {} bytes", said.len());
    }
}
