//! Recipes with a section of questions, in both surfaces: plans, prompts, articles.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const PAIRS: &[&str] = &["pont", "bridge"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str, ending: &str) -> String {
    format!("tests/fixtures/questions/{name}.{ending}")
}

fn galley(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("galley").expect("the binary is built");
    command
        .current_dir(root())
        .env_remove("OPENAI_API_KEY")
        .args(args);
    command
}

fn shown(args: &[&str]) -> String {
    let out = galley(args).assert().success().get_output().stdout.clone();
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn both_surfaces_say_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in PAIRS {
        let source = file(name, "source.txt");
        let prompts = |recipe: &str| shown(&["prompts", recipe, &source]);
        let wanted = prompts(&file(name, "recipe"));
        assert_eq!(wanted, prompts(&file(name, "yaml")));
        for (from, to) in [("recipe", "yaml"), ("yaml", "recipe")] {
            let there = folder.path().join(format!("{name}.{to}"));
            let text = shown(&["convert", &file(name, from), "--to", to]);
            fs::write(&there, text).expect("written");
            assert_eq!(wanted, prompts(&there.display().to_string()));
        }
    }
}

#[test]
fn prompts_ask_for_questions() {
    for name in PAIRS {
        let (recipe, source) = (file(name, "recipe"), file(name, "source.txt"));
        for (form, chain) in [
            ("direct", "direct"),
            ("staged", "staged"),
            ("small", "staged"),
        ] {
            let mut args = vec!["prompts", &recipe, &source, "--chain", chain];
            if form == "small" {
                args.extend(["--profile", "small"]);
            }
            insta::with_settings!({
                snapshot_path => root().join("snapshots/prompts"),
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                insta::assert_snapshot!(format!("questions-{name}.{form}"), shown(&args));
            });
        }
    }
}

#[test]
fn sound_articles_hold_and_broken_ones_do_not() {
    for name in PAIRS {
        let article = root().join(file(name, "md"));
        let text = fs::read_to_string(&article).expect("sound");
        let source = file(name, "source.txt");
        let folder = tempfile::tempdir().expect("a folder");
        let broken = folder.path().join("broken.md");
        let check = |path: &Path| {
            let path = path.display().to_string();
            galley(&["check", &file(name, "recipe"), &path, "--source", &source])
        };
        check(&article).assert().success();
        for (from, to, message) in [
            ("Who pays?", "Who pays", "does not end with a question mark"),
            (
                "Qui paie les travaux ?",
                "Qui paie les travaux",
                "does not end with a question mark",
            ),
            (
                "They cross by the mill bridge.\n",
                "",
                "has no answer under it",
            ),
            (
                "Les piétons passent par la passerelle du Moulin.\n",
                "",
                "has no answer under it",
            ),
            (
                "Which way do cars go?",
                "Who pays for the works?",
                "asks what",
            ),
            (
                "**Who pays?**",
                "Who pays?",
                "2 questions in section `faq`, exactly 3 wanted",
            ),
        ] {
            if !text.contains(from) {
                continue;
            }
            fs::write(&broken, text.replacen(from, to, 1)).expect("written");
            let out = check(&broken)
                .assert()
                .failure()
                .get_output()
                .stdout
                .clone();
            let told = String::from_utf8(out).expect("UTF-8");
            assert!(told.contains(message), "{message}: {told}");
        }
    }
}
