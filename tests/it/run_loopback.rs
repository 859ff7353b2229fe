//! End to end against a hand-written OpenAI-compatible server on a loopback port: the seed to a passing article with two
//! targeted repairs, and what becomes of a run whose server fails.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::support::server::{Captured, Reply, Server};
use assert_cmd::Command;

const ANSWERS: &str = include_str!("../fixtures/manual/ue-ports.answers.txt");

fn answers() -> BTreeMap<&'static str, &'static str> {
    ANSWERS
        .split("\n=== ")
        .skip(1)
        .map(|part| {
            let (step, text) = part.split_once('\n').expect("a step has an answer");
            (step, text.trim())
        })
        .collect()
}

/// Which step a request is for, told from the words of its first user message as the model would.
fn step(request: &Captured) -> &'static str {
    let messages = request.json()["messages"].clone();
    let first = messages[1]["content"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    for (words, step) in [
        ("Écrivez le titre", "title"),
        ("Écrivez le chapeau", "section:chapo"),
        ("partie « faits »", "section:faits"),
        ("partie « contexte »", "section:contexte"),
        ("partie « a-retenir »", "section:a-retenir"),
        ("Écrivez la description", "meta:description"),
        ("Écrivez l’article entier", "article"),
    ] {
        if first.lines().take(3).any(|l| l.contains(words)) {
            return step;
        }
    }
    panic!("a prompt for no known step:\n{first}");
}

fn turns(request: &Captured) -> usize {
    request.json()["messages"].as_array().map_or(0, Vec::len)
}

fn galley(server: &Server, out: &Path, more: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("OPENAI_BASE_URL", server.base_url())
        .env("OPENAI_API_KEY", "sk-secret-of-the-test")
        .args([
            "run",
            "recipes/seo-article-fr.yaml",
            "examples/ue-ports.seed.txt",
        ])
        .args([
            "--model",
            "openai:loopback-1",
            "--profile",
            "hosted",
            "--out",
        ])
        .arg(out)
        .args(more)
        .assert()
}

#[test]
fn the_seed_becomes_an_article_with_two_targeted_repairs() {
    let asked: Arc<Mutex<Vec<(String, usize)>>> = Arc::default();
    let log = Arc::clone(&asked);
    let server = Server::start(move |request, _| {
        let step = step(request);
        let turns = turns(request);
        log.lock().expect("log").push((step.to_owned(), turns));
        let good = answers()[step];
        let text = match (step, turns) {
            // A title that is too long, and a section that alters a figure.
            ("title", 2) => "Trafic de drogue : les ports européens et leurs polices serrent désormais les rangs".to_owned(),
            ("section:contexte", 2) => good.replace("L’année 2023", "L’année 2021"),
            _ => good.to_owned(),
        };
        Reply::answer(request, &text)
    });
    let out = tempfile::tempdir().expect("a folder");
    let transcript = out.path().join("recorded.transcript");
    let assert = galley(
        &server,
        out.path(),
        &["--record", transcript.to_str().expect("UTF-8")],
    )
    .code(0);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8");

    let asked = asked.lock().expect("log").clone();
    let first: Vec<&str> = {
        let mut names: Vec<&str> = asked
            .iter()
            .filter(|(_, t)| *t == 2)
            .map(|(s, _)| s.as_str())
            .collect();
        names.sort_unstable();
        names
    };
    assert_eq!(
        first,
        [
            "meta:description",
            "section:a-retenir",
            "section:chapo",
            "section:contexte",
            "section:faits",
            "title"
        ],
        "the first pass asks for each part once"
    );
    let again: Vec<&str> = asked
        .iter()
        .filter(|(_, t)| *t == 4)
        .map(|(s, _)| s.as_str())
        .collect();
    assert_eq!(
        again,
        ["title", "section:contexte"],
        "only the failing parts were asked for again\n{stderr}"
    );

    // The repair names rule, limit and measured value.
    let repairs: Vec<String> = server
        .requests()
        .iter()
        .filter(|r| turns(r) == 4)
        .map(Captured::last_message)
        .collect();
    assert!(
        repairs[0].contains("83") && repairs[0].contains("65"),
        "{}",
        repairs[0]
    );
    assert!(
        repairs[1].contains("2021") && repairs[1].contains("ne figure pas dans la source"),
        "{}",
        repairs[1]
    );

    // What passed was spliced back byte for byte.
    let article = std::fs::read_to_string(out.path().join("article.md")).expect("article");
    for step in [
        "section:chapo",
        "section:faits",
        "section:contexte",
        "section:a-retenir",
        "title",
    ] {
        assert!(
            article.contains(answers()[step]),
            "{step} is there to the byte"
        );
    }
    let report = std::fs::read_to_string(out.path().join("report.json")).expect("report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["outcome"], "holds");
    assert_eq!(report["run"]["calls"].as_array().map(Vec::len), Some(8));

    // No key anywhere.
    for file in [
        "article.md",
        "report.txt",
        "report.json",
        "transcript.txt",
        "recorded.transcript",
    ] {
        let text = std::fs::read_to_string(out.path().join(file)).expect(file);
        assert!(!text.contains("sk-secret"), "{file} holds the key");
    }
    assert!(!stderr.contains("sk-secret"));

    // The recording replays to the same bytes with no server.
    drop(server);
    let replayed = tempfile::tempdir().expect("a folder");
    Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .args([
            "run",
            "recipes/seo-article-fr.yaml",
            "examples/ue-ports.seed.txt",
            "--model",
        ])
        .arg(format!("replay:{}", transcript.display()))
        .arg("--out")
        .arg(replayed.path())
        .assert()
        .code(0);
    let same = std::fs::read_to_string(replayed.path().join("article.md")).expect("article");
    assert_eq!(same, article);
}

#[test]
fn a_killed_run_goes_on_where_it_stopped() {
    // The first server dies after three answers; what was paid for is not asked again.
    let server = Server::start(move |request, n| {
        if n < 3 {
            Reply::answer(request, answers()[step(request)])
        } else {
            Reply::error(401, "the key was revoked")
        }
    });
    let out = tempfile::tempdir().expect("a folder");
    let assert = galley(&server, out.path(), &[]).code(2);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8");
    assert!(stderr.contains("E0703"), "{stderr}");
    let paid = std::fs::read_to_string(out.path().join("transcript.txt")).expect("the journal");
    let kept = paid.matches("\ncall: ").count();
    assert_eq!(kept, 3, "the answers that came are kept\n{paid}");

    let second = Server::start(|request, _| Reply::answer(request, answers()[step(request)]));
    let assert = galley(&second, out.path(), &[]).code(0);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8");
    assert_eq!(
        second.requests().len(),
        3,
        "three of six were left to ask\n{stderr}"
    );
    assert!(
        stderr.contains("3 of the answers were paid for in an earlier run"),
        "{stderr}"
    );

    // A third run pays for nothing.
    let third = Server::start(|_, _| Reply::error(500, "nobody should ask"));
    galley(&third, out.path(), &[]).code(0);
    assert!(third.requests().is_empty());
}

#[test]
fn a_draft_that_cannot_be_mended_is_held_with_its_reason() {
    // The model never keeps the quotation, whatever it is told.
    let server = Server::start(move |request, _| {
        let text = answers()[match step(request) {
            "article" => return Reply::error(500, "no"),
            s => s,
        }];
        Reply::answer(
            request,
            &text.replace("Nous faisons équipe pour empêcher", "Nous voulons empêcher"),
        )
    });
    let out = tempfile::tempdir().expect("a folder");
    let assert = galley(&server, out.path(), &[]).code(1);
    let stderr = String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8");
    assert!(stderr.contains("held"), "{stderr}");
    let report = std::fs::read_to_string(out.path().join("report.txt")).expect("report");
    assert!(report.contains("held because"), "{report}");
    assert!(report.contains("quotation"), "{report}");
    let article =
        std::fs::read_to_string(out.path().join("article.md")).expect("the best draft is kept");
    assert!(article.contains("Nous voulons empêcher"));
}
