//! A folder, a text or a repository that came from somebody else: nothing in it steers the terminal, runs a program, writes outside
//! or sends anything away without a word.

use std::path::Path;

use assert_cmd::Command;

fn galley(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("galley").expect("the program is built");
    command
        .current_dir(folder)
        .env_remove("OPENAI_API_KEY")
        .env_remove("OPENAI_BASE_URL")
        .env("NO_COLOR", "1");
    command
}

/// Status, standard output, standard error.
fn ran(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = galley(folder).args(args).output().expect("it ran");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    (
        out.status.code().unwrap_or(-1),
        text(out.stdout),
        text(out.stderr),
    )
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    dir
}

const RECIPE: &str = "recipe r\nlanguage en\nlength at least 1 words\n";
const UGLY: &str = "recipe   r\nlanguage   en\nlength   at least 1 words\n";
const DRAFT: &str = "# A ferry\n\nThe ferry sails again on Monday morning. The town has waited for the boat since the storm, and its owners say that the first crossing will be free for everyone who lives on the island.\n";

/// One file writes to the terminal, and one writer for conversations goes through the same function.
#[test]
fn nothing_else_prints() {
    fn walk(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                walk(&path, out);
            } else {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    for path in files {
        if path.ends_with("cli/output.rs") || path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
            let prints = ["println!(", "print!(", "stdout()", "stderr()", "dbg!("];
            let neutral = line.contains("Neutral::new(std::io::stderr())");
            assert!(
                neutral || !prints.iter().any(|p| line.contains(p)),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
#[cfg(unix)]
fn no_file_is_rewritten_through_a_link_that_leads_out() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[
        ("a.recipe", UGLY),
        ("sub/b.recipe", UGLY),
        ("t.yaml", "recipe: r\nlanguage: en\nlenght: 3 words\n"),
    ]);
    let inside = folder(&[("real.recipe", UGLY), ("galley.toml", "")]);
    let (out, dir) = (outside.path(), inside.path());
    symlink(out.join("a.recipe"), dir.join("file.recipe")).expect("a link");
    symlink(out.join("sub"), dir.join("linked")).expect("a link");
    symlink(out.join("t.yaml"), dir.join("t.yaml")).expect("a link");
    symlink("real.recipe", dir.join("near.recipe")).expect("a link");
    for args in [
        &["fmt", "."][..],
        &["fmt", "linked"],
        &["fmt", "linked/b.recipe"],
    ] {
        let (status, _, err) = ran(dir, args);
        assert_eq!(status, 2, "{args:?}: {err}");
        assert!(err.contains("a link leads out of the project"), "{err}");
    }
    let (status, _, err) = ran(dir, &["check", "--fix-recipe", "t.yaml"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("a link leads out of the project"), "{err}");
    for name in ["a.recipe", "sub/b.recipe"] {
        assert_eq!(
            std::fs::read_to_string(out.join(name)).expect("there"),
            UGLY
        );
    }
    let kept = std::fs::read_to_string(out.join("t.yaml")).expect("there");
    assert!(kept.contains("lenght"));
    // A link from one place of the project to another is followed, and so is a file that is named where it lies.
    let real = std::fs::read_to_string(dir.join("real.recipe")).expect("there");
    assert!(real.contains("length at least 1 words"), "{real}");
    let named = out.join("a.recipe");
    let (status, _, err) = ran(dir, &["fmt", named.to_str().expect("UTF-8")]);
    assert_eq!(status, 0, "{err}");
}

/// What is made anew is not made through a link either, be it the file's or its folder's.
#[test]
#[cfg(unix)]
fn no_file_is_made_through_a_link_that_leads_out() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("a.recipe", RECIPE), ("sub/kept.txt", "kept")]);
    let inside = folder(&[
        ("r.recipe", RECIPE),
        ("galley.toml", ""),
        ("s.txt", DRAFT),
        ("o/kept.txt", "kept"),
    ]);
    let (out, dir) = (outside.path(), inside.path());
    symlink(out.join("a.recipe"), dir.join("file.recipe")).expect("a link");
    symlink(out.join("new.yaml"), dir.join("dangling.yaml")).expect("a link");
    symlink(out.join("new.lock"), dir.join("galley.lock")).expect("a link");
    symlink(out.join("sub"), dir.join("linked")).expect("a link");
    symlink(out.join("journal.txt"), dir.join("o/transcript.txt")).expect("a link");
    let before = |folder: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|e| e.expect("entry").file_name())
            .collect();
        names.sort();
        names
    };
    let there = (before(out), before(&out.join("sub")));
    for args in [
        &["convert", "r.recipe", "--out", "dangling.yaml"][..],
        &["convert", "r.recipe", "--out", "linked/r.yaml"],
        &[
            "convert",
            "r.recipe",
            "--to",
            "recipe",
            "--out",
            "file.recipe",
        ],
        &["new", "linked/n"],
        &["new", "linked/deep/n"],
        &["lock"],
        &["bump", "file.recipe"],
        &[
            "run", "r.recipe", "s.txt", "--model", "manual", "--out", "o",
        ],
        &[
            "run",
            "r.recipe",
            "s.txt",
            "--model",
            "manual:a/",
            "--out",
            "linked/o",
        ],
    ] {
        let (status, _, err) = ran(dir, args);
        let written = (before(out), before(&out.join("sub")));
        assert_eq!(written, there, "{args:?}: {err}");
        assert_eq!(status, 2, "{args:?}: {err}");
        assert_eq!(
            std::fs::read_to_string(out.join("a.recipe")).expect("there"),
            RECIPE
        );
    }
    // A file that is named where it lies is written, and so is one in a folder of the project.
    let named = out.join("named.yaml");
    for path in [named.to_str().expect("UTF-8"), "o/r.yaml", "fresh.yaml"] {
        let (status, _, err) = ran(dir, &["convert", "r.recipe", "--out", path]);
        assert_eq!(status, 0, "{path}: {err}");
    }
}

/// Golden files and recordings are not written through a link either.
#[test]
#[cfg(unix)]
fn no_test_writes_through_a_link_that_leads_out() {
    use std::os::unix::fs::symlink;
    let suite = "recipe: ../r.recipe\ntests:\n  holds: { draft: a.md, snapshots: [plan] }\n  recorded: { source: s.txt }\n";
    for (link, to) in [
        ("tests/snapshots", "sub"),
        ("tests/snapshots/a__holds__plan.snap", "kept.txt"),
        ("tests/snapshots/a__holds__plan.snap", "new.txt"),
        ("tests/recordings", "sub"),
        ("tests/recordings/a__recorded.transcript", "kept.txt"),
        ("tests/recordings/a__recorded.transcript.journal", "new.txt"),
        ("tests/recordings/a__recorded.transcript.part", "kept.txt"),
        ("tests/recordings/a__recorded.transcript.lock", "new.txt"),
    ] {
        let outside = folder(&[("kept.txt", "kept"), ("sub/kept.txt", "kept")]);
        let inside = folder(&[
            ("galley.toml", ""),
            ("r.recipe", RECIPE),
            ("tests/a.md", DRAFT),
            ("tests/s.txt", DRAFT),
            ("tests/a.test.yaml", suite),
            ("answers/000-article.answer.md", DRAFT),
        ]);
        let at = inside.path().join(link);
        std::fs::create_dir_all(at.parent().expect("a parent")).expect("made");
        symlink(outside.path().join(to), &at).expect("a link");
        for args in [
            &["test", "--accept"][..],
            &["test", "--record", "--model", "manual:answers/"],
        ] {
            let (_, _, err) = ran(inside.path(), args);
            for file in ["kept.txt", "sub/kept.txt"] {
                let kept = std::fs::read_to_string(outside.path().join(file)).expect("there");
                assert_eq!(kept, "kept", "{link} {to} {args:?}: {err}");
            }
            let files = |folder: &Path| std::fs::read_dir(folder).expect("a folder").count();
            let there = (files(outside.path()), files(&outside.path().join("sub")));
            assert_eq!(there, (2, 1), "{link} {to} {args:?}: {err}");
        }
    }
}

/// A line with one mistake in it gets one message, in both surfaces.
#[test]
fn one_mistake_is_one_message() {
    for (name, line, mended) in [
        ("r.recipe", "forbit \"a\" \"b\"", "forbid"),
        ("r.recipe", "forbid \"a\" \"b\"", "forbid \"a\", \"b\""),
        ("r.recipe", "forbid [\"a\" \"b\"]", "forbid [\"a\", \"b\"]"),
        ("r.recipe", "forbid [\n  \"a\"\n  \"b\"", "]"),
        ("r.recipe", "forbid {\n  any \"a\"\n  except \"b\"", "}"),
        ("r.recipe", "brief \"Write it", "brief \"Write it\""),
        ("r.recipe", "forbid \"a, \"b\"", "each has two quotes"),
        ("r.recipe", "forbid any \"a\" }", "forbid { any \"a\" }"),
        (
            "r.recipe",
            "forbid any \"a\", except \"b\" }",
            "forbid { any \"a\", except \"b\" }",
        ),
        (
            "r.recipe",
            "title contains \"x\" }",
            "title { contains \"x\" }",
        ),
        (
            "r.recipe",
            "forbid { any \"a\" severity warn }",
            "forbid { any \"a\"; severity warn }",
        ),
        (
            "r.recipe",
            "forbid { any \"a\" except \"b\" severity warn }",
            "a setting of its own",
        ),
        (
            "r.recipe",
            "title length 40..65 characters keyphrase",
            "title { length 40..65 characters keyphrase }",
        ),
        (
            "r.recipe",
            "title contains \"x\"",
            "title { contains \"x\" }",
        ),
        ("r.recipe", "forbid a\", \"b\"", "forbid \"a\", \"b\""),
        (
            "r.recipe",
            "forbid \"a\", b\", \"c\"",
            "forbid \"a\", \"b\", \"c\"",
        ),
        (
            "r.recipe",
            "forbid Le port\", \"b\" # note",
            "forbid \"Le port\", \"b\"",
        ),
        ("r.recipe", "forbid (\"a\", \"b\")", "forbid \"a\", \"b\""),
        ("r.recipe", "forbid [\"a\", \"b\"}", "forbid [\"a\", \"b\"]"),
        (
            "r.recipe",
            "preserve { numbers quotes }",
            "no setting `numbers`",
        ),
        ("r.yaml", "forbid: any: \"a\"", "forbid: { any: \"a\" }"),
        (
            "r.yaml",
            "title: length: 40..65 chars",
            "title: { length: 40..65 chars }",
        ),
        (
            "r.yaml",
            "forbid: { any: a severity: warn }",
            "forbid: { any: a, severity: warn }",
        ),
        (
            "r.yaml",
            "title: { length: 40..65 characters keyphrase }",
            "nothing more after",
        ),
        ("r.yaml", "forbid: any: a }", "forbid: { any: a }"),
        ("r.yaml", "forbid: a\", \"b\"", "several texts are a list"),
        (
            "r.yaml",
            "forbid: { any: [a, b, severity: warn }",
            "is closed by `}`, expected `]`",
        ),
        ("r.yaml", "forbid: [a, b", "forbid: [a, b]"),
        (
            "r.yaml",
            "forbid: { any: a, except: b",
            "forbid: { any: a, except: b }",
        ),
        (
            "r.yaml",
            "forbid: { any: a except: b }",
            "forbid: { any: a, except: b }",
        ),
        ("r.yaml", "forbid: \"a", "forbid: \"a\""),
        ("r.yaml", "forbid: \"a\", \"b\"", "several texts are a list"),
        ("r.yaml", "forbid: [\"a\" \"b\"]", "forbid"),
        ("r.yaml", "forbid", "forbid"),
    ] {
        let recipe = match name {
            "r.yaml" => format!("recipe: r\nlanguage: en\n{line}\nlength: 3 words\n"),
            _ => format!("recipe r\nlanguage en\n{line}\nlength 3 words\n"),
        };
        let dir = folder(&[(name, &recipe)]);
        let (status, _, err) = ran(dir.path(), &["compile", name]);
        assert_eq!(status, 2, "{line}: {err}");
        assert_eq!(err.matches("error[").count(), 1, "{line}: {err}");
        assert!(err.contains(mended), "{line}: {err}");
    }
    let dir = folder(&[("r.yaml", "recipe: r\nlanguage en\nlength: 3 words\n")]);
    let (_, _, err) = ran(dir.path(), &["compile", "r.yaml"]);
    assert!(
        err.contains("language: en") && err.ends_with("1 error\n"),
        "{err}"
    );
}

/// A report for people lists fifty findings of one kind and counts the others; the one for programs has them all.
#[test]
fn many_findings_of_one_kind_are_counted() {
    let draft = format!("# A ferry\n\n{}\n", "The ferry is late.\n\n".repeat(70));
    let recipe = "recipe r\nlanguage en\nlength at most 2 words per paragraph\n";
    let dir = folder(&[("r.recipe", recipe), ("a.md", &draft)]);
    let (status, out, err) = ran(dir.path(), &["check", "r.recipe", "a.md"]);
    assert_eq!(status, 1, "{err}");
    let places = |text: &str| text.matches("    a.md:").count();
    assert_eq!(places(&out), 50, "{out}");
    assert!(
        out.contains("… and 20 more: the report in JSON has them all"),
        "{out}"
    );
    let (_, out, _) = ran(
        dir.path(),
        &["check", "r.recipe", "a.md", "--format", "json"],
    );
    assert!(out.matches("\"demanded\"").count() >= 70, "{out}");
}

#[test]
fn settings_write_inside_the_project_alone() {
    for (out, refused) in [
        ("out = '/tmp/elsewhere'", true),
        ("out = '../elsewhere'", true),
        ("out = 'a/../../elsewhere'", true),
        ("model = 'manual:../elsewhere/'", true),
        ("model = 'manual:/tmp/elsewhere/'", true),
        ("model = 'replay:../../etc/passwd'", true),
        ("out = 'drafts'\nmodel = 'manual:answers/'", false),
    ] {
        let dir = folder(&[("r.recipe", RECIPE), ("s.txt", DRAFT), ("galley.toml", out)]);
        let (status, _, err) = ran(dir.path(), &["run", "r.recipe", "s.txt"]);
        assert_eq!(status, 2, "{out}: {err}");
        assert_eq!(
            err.contains("leads out of the project"),
            refused,
            "{out}: {err}"
        );
    }
    let dir = folder(&[
        ("p/r.recipe", RECIPE),
        ("p/s.txt", DRAFT),
        ("p/galley.toml", "out = '../x'\nmodel = 'manual:../y/'"),
    ]);
    let args = [
        "run",
        "r.recipe",
        "s.txt",
        "--out",
        "../o",
        "--model",
        "manual:../m/",
    ];
    let (_, _, err) = ran(&dir.path().join("p"), &args);
    assert!(!err.contains("leads out"), "{err}");
}

/// The address is told before anything is sent, and no key goes to an address of a settings file.
#[test]
fn an_address_of_the_project_is_told_and_gets_no_key() {
    let model = "model = 'openai:m@http://127.0.0.1:9/v1'";
    let dir = folder(&[
        ("r.recipe", RECIPE),
        ("s.txt", DRAFT),
        ("galley.toml", model),
    ]);
    let out = galley(dir.path())
        .env("OPENAI_API_KEY", "sk-secret-secret")
        .args(["run", "r.recipe", "s.txt"])
        .output()
        .expect("it ran");
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert!(
        err.contains("the source goes to http://127.0.0.1:9/v1, an address that `galley.toml` names; no key goes there"),
        "{err}"
    );
    assert!(!err.contains("secret"), "{err}");
}

/// A key that stands in the query or before the host of an address is nowhere printed and nowhere kept.
#[test]
fn a_key_in_an_address_is_told_to_nobody() {
    let dir = folder(&[("r.recipe", RECIPE), ("s.txt", DRAFT)]);
    for address in [
        "http://127.0.0.1:9/v1?api_key=sk-hidden-4711",
        "http://me:sk-hidden-4711@127.0.0.1:9/v1",
        "http://127.0.0.1:9/v1#sk-hidden-4711",
    ] {
        let model = format!("openai:m@{address}");
        for (by, args) in [
            (true, &["run", "r.recipe", "s.txt", "--out", "o"][..]),
            (false, &["run", "r.recipe", "s.txt", "--out", "o"]),
        ] {
            let mut command = galley(dir.path());
            command.args(args);
            if by {
                command.args(["--model", &model]);
            } else {
                std::fs::write(
                    dir.path().join("galley.toml"),
                    format!("model = '{model}'\n"),
                )
                .expect("written");
            }
            let out = command.output().expect("it ran");
            let _ = std::fs::remove_file(dir.path().join("galley.toml"));
            let said = [out.stdout, out.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            assert!(said.contains("error["), "{said}");
            assert!(!said.contains("hidden"), "{address}: {said}");
            for entry in std::fs::read_dir(dir.path().join("o"))
                .into_iter()
                .flatten()
            {
                let path = entry.expect("an entry").path();
                let kept = std::fs::read(&path).unwrap_or_default();
                let kept = String::from_utf8_lossy(&kept).into_owned();
                assert!(!kept.contains("hidden"), "{}: {kept}", path.display());
            }
        }
    }
}

/// A chat model's fence around the article: nothing in it was looked at, and the report says so. No rule holds in such a draft.
#[test]
fn a_draft_that_is_no_article_never_holds() {
    let body = "The ferry sails again on Monday morning. The town has waited for the boat since the storm, and its owners say so.";
    let article = format!("# A ferry\n\n{body}\n");
    let fence = "stands inside a code fence";
    for (name, draft, said) in [
        ("fenced", format!("```markdown\n{article}```\n"), fence),
        ("tildes", format!("~~~\n{article}~~~\n"), fence),
        ("never closed", format!("```md\n{article}"), fence),
        (
            "chat",
            format!("Here is the article:\n\n```markdown\n{article}```\n\nLet me know!\n"),
            fence,
        ),
        (
            "code",
            format!("```python\nprint(\"{body}\")\n```\n"),
            "is a block of code",
        ),
        ("indented", format!("    {body}\n"), "is a block of code"),
        (
            "JSON in a fence",
            format!("```json\n{{\"body\": \"{body}\"}}\n```\n"),
            "is a block of code",
        ),
        ("JSON", format!("{{\"body\": \"{body}\"}}"), "is JSON"),
        ("HTML", format!("<div><p>{body}</p></div>\n"), "is HTML"),
    ] {
        for rule in [
            "forbid \"kraken\"",
            "length at most 900 words",
            "paragraphs at most 80 words",
        ] {
            let recipe = format!("recipe r\nlanguage en\n{rule}\n");
            let dir = folder(&[("r.recipe", &recipe), ("d.md", &draft)]);
            let (status, out, err) = ran(dir.path(), &["check", "r.recipe", "d.md"]);
            assert_eq!(status, 1, "{name}: {rule}: {out}{err}");
            assert!(out.contains(said), "{name}: {rule}: {out}");
            assert!(!out.contains("\nholds\n"), "{name}: {rule}: {out}");
        }
    }
    // Code in an article is code.
    let draft = format!("{article}\n```bash\n# a comment\ncargo build --release --all\n```\n");
    let dir = folder(&[("r.recipe", RECIPE), ("d.md", &draft)]);
    let (status, out, err) = ran(dir.path(), &["check", "r.recipe", "d.md"]);
    assert_eq!(status, 0, "{out}{err}");
}

#[test]
#[cfg(unix)]
fn a_repository_runs_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = folder(&[
        ("recipes/r.recipe", RECIPE),
        ("recipes/old.recipe", RECIPE),
        (".gitattributes", "*.recipe filter=evil diff=evil\n"),
    ]);
    let at = dir.path();
    let git = |args: &[&str]| {
        let ok = std::process::Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@example.org"])
            .args(args)
            .current_dir(at)
            .output()
            .expect("git runs");
        assert!(
            ok.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&ok.stderr)
        );
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    let evil = at.join(".git/evil.sh");
    std::fs::write(
        &evil,
        "#!/bin/sh\necho \"$0 $*\" >> \"$(dirname \"$0\")/ran\"\ncat\n",
    )
    .expect("written");
    std::fs::set_permissions(&evil, std::fs::Permissions::from_mode(0o755)).expect("set");
    let hooks = at.join(".git/hooks");
    std::fs::create_dir_all(&hooks).expect("made");
    for hook in [
        "post-index-change",
        "reference-transaction",
        "post-checkout",
    ] {
        std::fs::copy(&evil, hooks.join(hook)).expect("copied");
    }
    let program = evil.to_str().expect("UTF-8");
    for setting in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "credential.helper",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "pager.diff",
        "pager.ls-files",
    ] {
        git(&["config", setting, program]);
    }
    std::fs::write(
        at.join("recipes/r.recipe"),
        RECIPE.replace("1 words", "2 words"),
    )
    .expect("written");
    std::fs::remove_file(at.join("recipes/old.recipe")).expect("removed");
    for args in [
        &["diff", "recipes", "--since", "HEAD"][..],
        &["diff", "recipes/r.recipe", "--since", "HEAD"],
        &["fmt", "."],
        &["bump", "recipes/r.recipe"],
    ] {
        ran(at, args);
        let seen = std::fs::read_to_string(at.join(".git/ran")).unwrap_or_default();
        let seen = seen + &std::fs::read_to_string(hooks.join("ran")).unwrap_or_default();
        assert_eq!(seen, "", "{args:?}");
    }
    let (_, out, err) = ran(at, &["diff", "recipes", "--since", "HEAD"]);
    assert!(out.contains("old"), "what is gone is told: {out}{err}");
}

#[test]
fn a_backspace_is_never_taken_for_the_border_of_a_word() {
    for (recipe, mended) in [
        (
            "recipe: r\nlanguage: en\nforbid: [\"/\\bvery\\b/\"]\n",
            "\"/\\\\bvery\\\\b/\"",
        ),
        (
            "recipe: r\nlanguage: en\nstrip: [\"/\\bAd\\b.*/\"]\n",
            "\"/\\\\bAd\\\\b.*/\"",
        ),
        (
            "recipe: r\nlanguage: en\nchecks:\n  - c:\n      expr: title.text|matches('\\bferry')\n      say: name it\n",
            "",
        ),
    ] {
        let dir = folder(&[("r.yaml", recipe), ("d.md", DRAFT)]);
        let (status, _, err) = ran(dir.path(), &["check", "r.yaml", "d.md"]);
        assert_eq!(status, 2, "{recipe}: {err}");
        if mended.is_empty() {
            continue;
        }
        assert!(err.contains("is a backspace"), "{recipe}: {err}");
        ran(dir.path(), &["check", "--fix-recipe", "r.yaml"]);
        let text = std::fs::read_to_string(dir.path().join("r.yaml")).expect("there");
        assert!(text.contains(mended), "{text}");
    }
    for sound in [
        "recipe: r\nlanguage: en\nforbid: ['/\\bvery\\b/']\n",
        "recipe: r\nlanguage: en\nforbid: [\"/\\\\bvery\\\\b/\"]\n",
        "recipe: r\nlanguage: en\nforbid: /\\bvery\\b/\n",
    ] {
        let dir = folder(&[("r.yaml", sound), ("d.md", DRAFT)]);
        let (status, out, err) = ran(dir.path(), &["check", "r.yaml", "d.md"]);
        assert_eq!(status, 0, "{sound}: {out}{err}");
    }
}

#[test]
fn one_shape_of_json_and_one_reader_of_standard_input() {
    let dir = folder(&[("r.recipe", RECIPE), ("a.md", DRAFT), ("b.md", DRAFT)]);
    for (drafts, count) in [(&["a.md"][..], 1), (&["a.md", "b.md"], 2)] {
        let args = [&["check", "r.recipe"], drafts, &["--format", "json"]].concat();
        let (_, out, _) = ran(dir.path(), &args);
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(json["version"], 1);
        assert_eq!(json["reports"].as_array().expect("a list").len(), count);
    }
    for args in [
        &["check", "r.recipe", "-", "--source", "-"][..],
        &["check", "-", "a.md", "--source", "-"],
        &["check", "r.recipe", "-", "-"],
    ] {
        let (status, _, err) = ran(dir.path(), args);
        assert_eq!(status, 2);
        assert!(err.contains("standard input is named 2 times"), "{err}");
    }
}

#[test]
fn a_command_line_that_is_wrong_is_told_as_asked() {
    let dir = folder(&[]);
    for args in [
        &["--message-format", "json", "validate"][..],
        &["check", "--message-format=json", "--nonsense"],
        &["check", "--message-format=json"],
        &[
            "run",
            "r",
            "s",
            "--max-calls",
            "many",
            "--message-format",
            "json",
        ],
    ] {
        let (status, out, err) = ran(dir.path(), args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        let json: serde_json::Value = serde_json::from_str(&err).expect("JSON");
        assert_eq!(json[0]["code"], "E0609", "{err}");
    }
    for (word, verb) in [("recette", "new"), ("validate", "check"), ("lint", "check")] {
        let (status, _, err) = ran(dir.path(), &[word]);
        assert_eq!(status, 2);
        assert!(err.contains(&format!("`galley {verb}` does that")), "{err}");
    }
    let (_, _, err) = ran(dir.path(), &["check", "r", "--\u{1b}[2J"]);
    assert!(!err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn annotations_name_files_from_the_top_of_the_repository() {
    let dir = folder(&[
        (
            "desk/r.recipe",
            "recipe r\nlanguage en\nlength at least 99 words\n",
        ),
        ("desk/a.md", DRAFT),
    ]);
    std::fs::create_dir(dir.path().join(".git")).expect("made");
    for (at, recipe, draft) in [
        ("desk", "r.recipe", "a.md"),
        (".", "desk/r.recipe", "desk/a.md"),
    ] {
        let (_, out, _) = ran(
            &dir.path().join(at),
            &["check", recipe, draft, "--format", "github"],
        );
        assert!(out.contains("file=desk/a.md,"), "{out}");
    }
}

/// The crate called `galley` in the registry is somebody else's.
#[test]
fn a_new_project_installs_nothing_of_strangers() {
    let dir = folder(&[]);
    ran(dir.path(), &["init", "p"]);
    let workflow =
        std::fs::read_to_string(dir.path().join("p/.github/workflows/galley.yml")).expect("made");
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).expect("YAML");
    let steps = serde_yaml::to_string(&workflow).expect("YAML");
    assert!(!steps.contains("install"), "{steps}");
}

#[test]
fn what_a_newcomer_types_leads_on() {
    let dir = folder(&[
        ("r.recipe", RECIPE),
        ("d/a.md", DRAFT),
        ("d/sub/b.md", DRAFT),
        ("d/notes.txt", DRAFT),
        ("empty/x.txt", DRAFT),
        ("x.rtf", "{\\rtf1 A text}"),
        ("x.docx", "PK\u{3}\u{4}"),
        (
            "page.md",
            "<!doctype html>\n<html>\n<body><p>A text.</p></body>\n</html>\n",
        ),
    ]);
    let at = dir.path();
    for verb in ["check", "run", "clean", "prompts"] {
        for text in ["d/a.md", "d", "x.rtf", "nowhere.md"] {
            let (status, _, err) = ran(at, &[verb, text, "r.recipe"]);
            assert_eq!(status, 2);
            assert!(err.contains("swapped?"), "{err}");
            assert!(
                err.contains(&format!("galley {verb} r.recipe {text}")),
                "{err}"
            );
        }
    }
    for verb in ["run", "clean", "prompts"] {
        for (text, said) in [
            ("d/sub", format!("galley {verb} r.recipe d/sub/b.md")),
            (
                "d",
                format!("`{verb}` takes one text at a time, and 3 are meant"),
            ),
            ("d/*.md", format!("galley {verb} r.recipe d/a.md")),
            ("d/*.none", "no file matches it".to_owned()),
            ("x.rtf", "pandoc -t gfm x.rtf -o x.md".to_owned()),
            ("x.docx", "pandoc -t gfm x.docx -o x.md".to_owned()),
            ("nowhere.md", "there is no file `nowhere.md`".to_owned()),
        ] {
            let (status, _, err) = ran(at, &[verb, "r.recipe", text]);
            assert_eq!(status, 2, "{verb} {text}");
            assert!(err.contains(&said), "{verb} {text}: {err}");
            assert!(err.ends_with("1 error\n"), "{verb} {text}: {err}");
        }
    }
    for (recipe, said) in [
        ("*.recipe", "`*.recipe` is a pattern, not a file"),
        ("x.rtf", "`x.rtf` is an RTF document"),
        ("d", "`d` is a folder, not a file"),
    ] {
        for verb in ["check", "run", "clean", "prompts"] {
            let (status, _, err) = ran(at, &[verb, recipe, "d/a.md"]);
            assert_eq!(status, 2, "{verb} {recipe}");
            assert!(err.contains(said), "{verb} {recipe}: {err}");
        }
    }
    for (drafts, reports) in [("d", 2), ("d/*.md", 1), ("d/**/*.md", 2), ("**/?.md", 2)] {
        let (status, out, err) = ran(at, &["check", "r.recipe", drafts, "--verbose"]);
        assert_eq!(status, 0, "{drafts}: {err}");
        assert_eq!(
            out.matches("counted as:").count(),
            reports,
            "{drafts}: {out}"
        );
    }
    for (drafts, said) in [
        ("empty", "no article is in the folder `empty`"),
        ("d/*.txt2", "no file matches"),
        ("x.rtf", "pandoc -t gfm x.rtf -o x.md"),
        ("page.md", "`page.md` is an HTML page, not a text"),
        ("page.md", "pandoc -f html -t gfm-raw_html page.md"),
        ("nowhere.md", "there is no file `nowhere.md`"),
    ] {
        let (status, _, err) = ran(at, &["check", "r.recipe", drafts]);
        assert_eq!(status, 2, "{drafts}");
        assert!(err.contains(said), "{drafts}: {err}");
    }
}
