//! What a user meets who makes a mistake: a clear message, status 2, and nothing lost.

use std::path::Path;

use crate::support::server::{Reply, Server, dead_address};
use assert_cmd::Command;

const RECIPE: &str = "recipes/seo-article-fr.yaml";
const SEED: &str = "examples/ue-ports.seed.txt";

fn galley() -> Command {
    let mut command = Command::cargo_bin("galley").expect("the binary is built");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "100");
    command
}

/// Standard error of a call that ends with this status; standard output has to be empty.
fn fails(command: &mut Command, status: i32) -> String {
    let out = command.assert().code(status).get_output().clone();
    assert!(
        out.stdout.is_empty(),
        "the product of a failed call is nothing"
    );
    String::from_utf8(out.stderr).expect("UTF-8")
}

fn snapshot(name: &str, text: &str, folder: &Path) {
    let text = text.replace(&folder.display().to_string(), "[FOLDER]");
    insta::with_settings!({
        snapshot_path => Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/diagnostics"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
        filters => vec![(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT")],
    }, {
        insta::assert_snapshot!(format!("cli-{name}"), text);
    });
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("latin1.txt"), b"Une soir\xe9e \xe0 Anvers").expect("written");
    std::fs::write(at("empty.txt"), "\u{feff} \n\n").expect("written");
    std::fs::write(at("binary.md"), b"PK\x03\x04\x00\x00\xff\xfe").expect("written");
    let large = std::fs::File::create(at("large.md")).expect("created");
    large.set_len(50 << 20).expect("50 MB, sparse");
    let mut all = String::new();
    for name in [
        "missing.txt",
        "latin1.txt",
        "empty.txt",
        "binary.md",
        "large.md",
        ".",
    ] {
        let text = fails(
            galley()
                .args(["check", RECIPE])
                .arg(at(name))
                .args(["--format", "text"])
                .arg("--color")
                .arg("never"),
            2,
        );
        all.push_str(&text);
    }
    all.push_str(&fails(
        galley().args(["check", "recipes/seo-artcle-fr.yaml", SEED]),
        2,
    ));
    all.push_str(&fails(
        galley().args(["clean", RECIPE]).arg(at("missing.txt")),
        2,
    ));
    snapshot("files", &all, folder.path());
}

#[test]
fn a_bad_file_among_good_ones_stops_no_other() {
    let out = galley()
        .args([
            "check",
            RECIPE,
            "examples/ue-ports.article.md",
            "nowhere.md",
        ])
        .assert()
        .code(2)
        .get_output()
        .clone();
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(
        text.starts_with("2 files: 0 fail, 0 warn, 1 clean, 1 not read\n"),
        "{text}"
    );
    assert!(String::from_utf8_lossy(&out.stderr).contains("nowhere.md"));
}

#[test]
fn a_recipe_with_ten_errors() {
    let text = fails(
        galley().args(["compile", "tests/fixtures/bad/ten-errors.yaml"]),
        2,
    );
    assert!(
        text.contains("10 errors") || text.contains("11 errors") || text.contains("12 errors"),
        "{text}"
    );
    snapshot("ten-errors", &text, Path::new("/nowhere"));
}

#[test]
fn options_that_cannot_be_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = String::new();
    for args in [
        vec!["run", RECIPE, SEED, "--model", "opnai:gpt"],
        vec!["run", RECIPE, SEED, "--model", "local:qwen"],
        vec!["run", RECIPE, SEED, "--model", "replay:nowhere.transcript"],
        vec![
            "check",
            RECIPE,
            "examples/ue-ports.article.md",
            "--input",
            "keyphrase",
        ],
        vec![
            "check",
            RECIPE,
            "examples/ue-ports.article.md",
            "--input",
            "keyphase=x",
        ],
        vec![
            "check",
            RECIPE,
            "examples/ue-ports.article.md",
            "--input",
            "article=x",
        ],
        vec!["explain", "title.lenght"],
        vec!["models", "path", "smollm"],
    ] {
        let mut command = galley();
        command.env("HOME", folder.path()).args(&args);
        if args[0] == "run" {
            command.arg("--out").arg(folder.path().join("out"));
        }
        all.push_str(&format!("$ galley {}\n", args.join(" ")));
        all.push_str(&fails(&mut command, 2));
        all.push('\n');
    }
    snapshot("options", &all, folder.path());
}

#[test]
fn models_that_do_not_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |base: &str| {
        let mut command = galley();
        command
            .env("OPENAI_BASE_URL", base)
            .env("OPENAI_API_KEY", "sk-not-to-be-shown")
            .args(["run", RECIPE, SEED, "--model", "openai:some-model", "--out"])
            .arg(folder.path().join("out"));
        let text = fails(&mut command, 2);
        assert!(!text.contains("sk-not"), "{text}");
        text
    };
    let mut all = String::new();
    all.push_str("a server that is not there\n");
    all.push_str(&run(&format!("http://{}/v1", dead_address())));
    let wrong_key =
        Server::start(|_, _| Reply::error(401, "Incorrect API key provided: sk-not-to-be-shown"));
    all.push_str("\na key that is refused\n");
    all.push_str(&run(&wrong_key.base_url()));
    let page = Server::start(|_, _| {
        Reply::whole(
            200,
            &[("content-type", "text/html")],
            "<html><body>Welcome to nginx\u{1b}[31m</body></html>",
        )
    });
    all.push_str("\nan answer that is not JSON\n");
    all.push_str(&run(&page.base_url()));
    let unknown = Server::start(|_, _| Reply::error(404, "The model `some-model` does not exist"));
    all.push_str("\na model that the server does not know\n");
    all.push_str(&run(&unknown.base_url()));
    snapshot("models", &all, folder.path());
}

#[test]
fn a_local_model_offline_and_not_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fails(
        galley()
            .env("GALLEY_CACHE", folder.path().join("cache"))
            .args([
                "run",
                RECIPE,
                SEED,
                "--model",
                "local",
                "--offline",
                "--out",
            ])
            .arg(folder.path().join("out")),
        2,
    );
    snapshot("offline", &text, folder.path());
}

#[test]
fn packs_do_not_leave_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("project");
    std::fs::create_dir_all(project.join("packs")).expect("made");
    std::fs::write(
        folder.path().join("outside.yaml"),
        "pack: outside\nlanguage: fr\n",
    )
    .expect("written");
    std::fs::write(project.join("galley.toml"), "").expect("written");
    std::fs::write(
        project.join("packs/house.yaml"),
        "pack: house\nversion: 1.0.0\nlanguage: fr\nlength: at least 5 words\n",
    )
    .expect("written");
    std::fs::write(
        project.join("good.yaml"),
        "recipe: good\nuse: ./packs/house.yaml\n",
    )
    .expect("written");
    std::fs::write(project.join("bad.yaml"), "recipe: bad\nuse: [../outside.yaml, /etc/passwd, ./packs/../../outside.yaml]\nlanguage: fr\n").expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(
            folder.path().join("outside.yaml"),
            project.join("packs/link.yaml"),
        )
        .expect("linked");
        std::fs::write(
            project.join("link.yaml"),
            "recipe: link\nuse: ./packs/link.yaml\nlanguage: fr\n",
        )
        .expect("written");
        let text = fails(galley().args(["compile"]).arg(project.join("link.yaml")), 2);
        assert!(text.contains("E0211"), "{text}");
    }
    galley()
        .args(["compile"])
        .arg(project.join("good.yaml"))
        .assert()
        .code(0);
    let text = fails(galley().args(["compile"]).arg(project.join("bad.yaml")), 2);
    assert_eq!(text.matches("E0211").count(), 3, "{text}");
}

#[test]
fn standard_input_is_an_article_too() {
    let article = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ue-ports.article.md"),
    )
    .expect("article");
    galley()
        .args(["check", RECIPE, "-"])
        .write_stdin(article)
        .assert()
        .code(0);
}

#[test]
fn pages_for_everything_that_can_be_asked() {
    for def in galley::rules::TABLE {
        galley().args(["explain", def.id]).assert().code(0);
    }
    for entry in galley::diag::codes::TABLE {
        galley()
            .args(["explain", entry.code.as_str()])
            .assert()
            .code(0);
    }
    galley().arg("rules").assert().code(0);
    galley()
        .args(["models", "list"])
        .env("HOME", "/nowhere")
        .assert()
        .code(0);
}

/// Words that pages and messages use have a page, all those of the glossary and those that newcomers meet first.
#[test]
fn words_are_explained() {
    let glossary = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/glossary.md"),
    )
    .expect("the glossary");
    let first = [
        "debris",
        "residue",
        "surface",
        "lede",
        "chapo",
        "mutant",
        "mutants",
        "journal",
        "transcript",
        "recording",
        "draft",
        "article",
        "source",
        "pack",
        "profile",
        "finding",
        "findings",
        "held",
        "proven",
        "golden",
        "golden files",
        "house style",
        "passage",
        "placeholder",
        "ladder",
        "staged",
        "fence",
        "names",
        "quotation",
        "slug",
        "Lede",
    ];
    let listed = glossary
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .flat_map(|l| l.split(", "));
    for word in first.into_iter().chain(listed) {
        let out = galley().args(["explain", word]).assert().code(0);
        let text = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
        assert!(text.starts_with("# ") && text.len() > 100, "{word}: {text}");
    }
    let lock = galley().args(["explain", "lock"]).assert().code(0);
    let text = String::from_utf8(lock.get_output().stdout.clone()).expect("UTF-8");
    assert!(text.contains("`galley lock --help`"), "{text}");
}

/// What people type after `explain`, and what they are shown first.
#[test]
fn topics_are_found_by_many_names() {
    let begins = |topic: &[&str], start: &str| {
        let out = galley().arg("explain").args(topic).assert().code(0);
        let text = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
        assert!(text.starts_with(start), "{topic:?}:\n{text}");
        text
    };
    let all = begins(&[], "Rules:\n  language ");
    for part in [
        "\nPacks:\n  fr/presse  house style for French-language press\n",
        "\n  severity  what becomes of an article that breaks a rule\n",
        "\n  E08  tests (7 codes)\n",
    ] {
        assert!(all.contains(part), "{all}");
    }
    let pack = begins(&["fr/presse"], "# fr/presse\n");
    assert!(pack.contains("pack: fr/presse\n"), "{pack}");
    begins(
        &["forbid.except"],
        "# forbid.except\n\nA setting of `forbid`: none of the given texts",
    );
    let setting = begins(&["sections.heading"], "# sections.heading\n");
    assert!(
        setting.contains("```yaml\n") && setting.contains("```recipe\n"),
        "{setting}"
    );
    begins(&["title.length.is"], "# title.length.is\n");
    begins(
        &["length.per"],
        "# A limit for each sentence, paragraph or section\n",
    );
    begins(&["length.severity"], "# Severities\n");
    begins(&["title", "length"], "# title.length\n");
    begins(&["error[E0104]:"], "# E0104: ");
    begins(&["check:no two questions"], "# check\n");
    begins(&["E08"], "E0801  a test is written wrongly\n");
    begins(&["W"], "W0101  ");
    let per = begins(&["per"], "# A limit for each");
    assert!(per.contains("- `check.per`: "), "{per}");
    begins(&["every"], "# every\n\n- `headings.every`: ");
    for (topic, help) in [
        ("lenght", "did you mean `galley explain length`?"),
        ("fr/press", "did you mean `galley explain fr/presse`?"),
        ("severety", "did you mean `galley explain severity`?"),
        ("forbid.excpt", "settings of `forbid`: `any`, `except`, "),
        ("fmt", "galley fmt --help"),
        (
            "nonsense",
            "`galley explain` lists everything that has a page",
        ),
    ] {
        let said = fails(galley().args(["explain", topic]), 2);
        assert!(
            said.contains(help) && said.contains("E0610"),
            "{topic}: {said}"
        );
    }
}

#[test]
fn diagnostics_as_json() {
    let text = fails(
        galley().args([
            "compile",
            "tests/fixtures/bad/ten-errors.yaml",
            "--message-format",
            "json",
        ]),
        2,
    );
    let all: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), 10);
    snapshot(
        "ten-errors.json",
        &serde_json::to_string_pretty(&all[3]).expect("JSON"),
        Path::new("/nowhere"),
    );
}

/// Shells complete every verb; the script of bash is one that bash takes.
#[test]
fn shells_complete_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = galley()
            .args(["completions", shell])
            .output()
            .expect("runs");
        assert!(out.status.success());
        let script = String::from_utf8(out.stdout).expect("UTF-8");
        for verb in ["run", "check-recipes", "test", "completions"] {
            assert!(script.contains(verb), "{shell}: {verb}");
        }
        assert!(script.contains("mutate"), "{shell}");
    }
    let script = galley()
        .args(["completions", "bash"])
        .output()
        .expect("runs")
        .stdout;
    let Ok(mut bash) = std::process::Command::new("bash")
        .arg("-n")
        .stdin(std::process::Stdio::piped())
        .spawn()
    else {
        return;
    };
    std::io::Write::write_all(bash.stdin.as_mut().expect("a pipe"), &script).expect("written");
    assert!(bash.wait().expect("ends").success());
}

/// What a verb came to is told by its status too, whoever reads its product, or whether anybody does.
#[cfg(target_os = "linux")]
#[test]
fn an_unread_product_is_no_success() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().expect("a folder");
    let (recipe, draft) = (folder.path().join("a.yaml"), folder.path().join("a.md"));
    std::fs::write(&recipe, "recipe: a\nlanguage: en\nforbid: [never]\n").expect("written");
    std::fs::write(&draft, "# A title\n\nThis is never printed.\n").expect("written");
    let spawn = |out: Stdio| {
        Command::new(assert_cmd::cargo::cargo_bin("galley"))
            .env_clear()
            .arg("check")
            .args([&recipe, &draft])
            .stdout(out)
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs")
    };
    let mut child = spawn(Stdio::piped());
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("ends");
    assert_eq!(
        (out.status.code(), out.stderr.as_slice()),
        (Some(1), &b""[..])
    );
    let full = std::fs::File::create("/dev/full").expect("there");
    let out = spawn(Stdio::from(full)).wait_with_output().expect("ends");
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(
        said.contains("standard output cannot be written: no space left"),
        "{said}"
    );
}

/// A folder that is not there has no lock file, least of all the one of another folder.
#[test]
fn a_lock_belongs_to_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("galley.toml"), "").expect("written");
    let recipe = "recipe: a\nlanguage: en\nlength: 10 words\n";
    std::fs::write(folder.path().join("a.yaml"), recipe).expect("written");
    let said = fails(
        galley()
            .current_dir(folder.path())
            .args(["lock", "nowhere"]),
        2,
    );
    assert!(said.contains("there is no folder `nowhere`"), "{said}");
    assert!(!folder.path().join("galley.lock").exists());
}
