//! What was paid for is never paid for again, and what people wrote is never written over: journals that are cut, changed,
//! merged or of another model, folders that two runs or two sources want, articles that were edited. The server counts the calls.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use galley::model::journal::{Journal, Start};
use galley::model::transcript::Transcript;
use galley::model::{
    Completion, Finish, Message, Model, ModelError, Profile, Progress, Request, Role,
};
use proptest::prelude::*;
use support::server::{Captured, Reply, Server, dead_address};

const RECIPE: &str = "recipe tiny
language en
input article markdown
title { length at most 80 chars }
length at least 30 words
sections { lede { heading none, words at least 5 }; facts { heading \"The facts\", words at least 5 }; after { heading \"What follows\", words at least 5 } }
";

const SOURCE: &str = "The town council met on Monday and voted to repair the old bridge over the river. \
The work begins in May and lasts until autumn. Drivers will have to take the northern road. \
The mayor thanked the engineers for their patience and their careful plans.\n";

const GOOD: &str = "The town council voted on Monday to repair the old bridge over the river, and the work begins in May.";

/// A folder with a recipe and a source, and the server's answers to it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("tiny.recipe"), RECIPE).expect("written");
        fs::write(folder.path().join("news.txt"), SOURCE).expect("written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("galley-out/tiny/news")
    }

    fn journal(&self) -> PathBuf {
        self.out().join("transcript.txt")
    }

    fn command(&self, address: &str, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_galley"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("OPENAI_BASE_URL", address)
            .env("OPENAI_API_KEY", "sk-of-the-test")
            .args(["run", "tiny.recipe"])
            .args(args)
            .args(["--chain", "staged", "--profile", "hosted"])
            .stdin(Stdio::null());
        command
    }

    fn run(&self, server: &Server, args: &[&str]) -> Ran {
        Ran::of(
            self.command(&server.base_url(), args)
                .output()
                .expect("galley runs"),
        )
    }

    /// A run with model `m`; gives how many calls were paid.
    fn usual(&self) -> (Ran, usize) {
        let server = good();
        let ran = self.run(&server, &["news.txt", "--model", "openai:m"]);
        (ran, server.requests().len())
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.out())
            .expect("the folder of the run")
            .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
            .filter(|n| !n.starts_with('.'))
            .collect();
        names.sort();
        names
    }
}

struct Ran {
    code: Option<i32>,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    #[track_caller]
    fn says(&self, words: &[&str]) {
        for w in words {
            assert!(self.err.contains(w), "`{w}` is not said:\n{}", self.err);
        }
    }
}

fn good() -> Server {
    Server::start(|request, _| Reply::answer(request, &answer(request)))
}

fn answer(request: &Captured) -> String {
    let first = request.json()["messages"][1]["content"]
        .as_str()
        .unwrap_or_default()
        .to_lowercase();
    if first.lines().take(3).any(|l| l.contains("title")) {
        "Council votes to repair the old bridge".to_owned()
    } else {
        GOOD.to_owned()
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A journal as a whole run leaves it, and how many calls it holds.
fn whole() -> &'static (String, usize) {
    static WHOLE: OnceLock<(String, usize)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let desk = Desk::new();
        let (ran, paid) = desk.usual();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let text = read(&desk.journal());
        assert_eq!(text.matches("\ncall: ").count(), paid);
        assert!(paid >= 4, "several parts are asked for");
        (text, paid)
    })
}

/// A desk whose journal is this text.
fn with(journal: &str) -> Desk {
    let desk = Desk::new();
    fs::create_dir_all(desk.out()).expect("a folder");
    fs::write(desk.journal(), journal).expect("written");
    desk
}

#[test]
fn a_cut_journal_costs_only_the_record_that_was_cut() {
    let (text, calls) = whole();
    let last = text.rfind("\ncall: ").expect("a call");
    let desk = with(&text[..last + 200]);
    let before = read(&desk.journal());
    let (ran, paid) = desk.usual();
    assert_eq!((ran.code, paid), (Some(0), 1), "{}", ran.err);
    ran.says(&[
        &format!("{} answers kept and used", calls - 1),
        "damaged",
        "`transcript.broken-1.txt`",
    ]);
    assert_eq!(read(&desk.out().join("transcript.broken-1.txt")), before);
    // Now it is whole again, and nothing is said or paid.
    let (ran, paid) = desk.usual();
    assert_eq!(paid, 0);
    assert!(!ran.err.contains("damaged"), "{}", ran.err);
    assert!(Transcript::parse("t", &read(&desk.journal())).is_ok());
}

#[test]
fn a_stray_line_a_crlf_and_a_merge_cost_nothing() {
    let (text, _) = whole();
    let second = text.match_indices("\ncall: ").nth(1).expect("a call").0 + 1;
    let (a, b) = text.split_at(second);
    let merged = format!("<<<<<<< HEAD\n{a}=======\n{b}>>>>>>> other\n");
    let head = text.replacen("model: openai:m", "model: openai:m\n<<<<<<< HEAD", 1);
    let headless = text.replacen("galley transcript 1\nmodel: openai:m\n", "", 1);
    for (what, journal) in [
        ("stray line", format!("{a}what is this?\n{b}")),
        ("stray line at the top", format!("hello\n{text}")),
        ("byte order mark", format!("\u{feff}{text}")),
        ("CRLF", text.replace('\n', "\r\n")),
        ("half CRLF", format!("{}{b}", a.replace('\n', "\r\n"))),
        ("merge", merged),
        ("merge in the head", head),
        ("no head", headless),
        ("no line end", text.trim_end().to_owned()),
    ] {
        let desk = with(&journal);
        let (ran, paid) = desk.usual();
        assert_eq!((ran.code, paid), (Some(0), 0), "{what}: {}", ran.err);
        assert_eq!(
            read(&desk.journal()),
            journal,
            "{what}: nothing was written"
        );
    }
}

#[test]
fn bytes_that_are_no_text_spoil_one_record() {
    let (text, _) = whole();
    let at = text.rfind(GOOD).expect("an answer") + 5;
    let mut bytes = text.clone().into_bytes();
    bytes[at] = 0xFF;
    let desk = with("");
    fs::write(desk.journal(), &bytes).expect("written");
    let (ran, paid) = desk.usual();
    assert_eq!(paid, 1, "{}", ran.err);
    assert_eq!(
        fs::read(desk.out().join("transcript.broken-1.txt")).expect("kept"),
        bytes
    );
}

#[test]
fn a_dead_server_and_a_mistyped_model_change_no_byte() {
    let (text, _) = whole();
    let cut = &text[..text.len() - 40];
    for journal in [text.as_str(), cut] {
        let desk = with(journal);
        let dead = format!("http://{}/v1", dead_address());
        let no_model = Server::start(|_, _| Reply::error(404, "there is no model `n`"));
        for (address, args) in [
            (
                dead.clone(),
                vec!["news.txt", "--model", "openai:m", "--fresh"],
            ),
            (dead.clone(), vec!["news.txt", "--model", "openai:other"]),
            (dead, vec!["news.txt", "--model", "openai:m"]),
            (no_model.base_url(), vec!["news.txt", "--model", "openai:n"]),
        ] {
            let ran = Ran::of(desk.command(&address, &args).output().expect("galley runs"));
            if !(journal == text && args == ["news.txt", "--model", "openai:m"]) {
                assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.err);
            }
            assert_eq!(read(&desk.journal()), journal, "{args:?}");
            assert!(
                !desk
                    .names()
                    .iter()
                    .any(|n| n.starts_with("transcript.") && n != "transcript.txt"),
                "{:?}",
                desk.names()
            );
        }
    }
}

#[test]
fn fresh_sets_the_old_journal_aside_once_an_answer_came() {
    let (text, calls) = whole();
    let desk = with(text);
    let server = good();
    let ran = desk.run(&server, &["news.txt", "--model", "openai:m", "--fresh"]);
    assert_eq!(
        (ran.code, server.requests().len()),
        (Some(0), *calls),
        "{}",
        ran.err
    );
    assert_eq!(&read(&desk.out().join("transcript.old-1.txt")), text);
    // A fresh run that dies after one answer still has both.
    let dying = Server::start(|request, n| match n {
        0 => Reply::answer(request, &answer(request)),
        _ => Reply::error(401, "the key was revoked"),
    });
    let ran = desk.run(&dying, &["news.txt", "--model", "openai:m", "--fresh"]);
    assert_eq!(ran.code, Some(2));
    ran.says(&["1 answer is kept", "to go on: "]);
    let line = ran
        .err
        .lines()
        .find(|l| l.starts_with("to go on: "))
        .expect("said");
    assert!(
        !line.contains("--fresh") && line.contains("news.txt --model openai:m"),
        "{line}"
    );
    assert!(desk.out().join("transcript.old-2.txt").exists());
    assert_eq!(desk.usual().1, calls - 1);
}

#[test]
fn models_keep_their_journals_side_by_side() {
    let (text, calls) = whole();
    let desk = with(text);
    let server = good();
    let ran = desk.run(&server, &["news.txt", "--model", "openai:n"]);
    assert_eq!(server.requests().len(), *calls);
    ran.says(&["answers of `openai:m`", "`transcript.openai-m.txt`"]);
    assert_eq!(&read(&desk.out().join("transcript.openai-m.txt")), text);
    // Back to the first, and to the second again: nothing is paid.
    for model in ["openai:m", "openai:n", "openai:m"] {
        let server = good();
        let ran = desk.run(&server, &["news.txt", "--model", model]);
        assert_eq!(
            (ran.code, server.requests().len()),
            (Some(0), 0),
            "{model}: {}",
            ran.err
        );
        assert!(read(&desk.journal()).contains(&format!("model: {model}\n")));
    }
}

#[test]
fn a_replay_reads_and_writes_over_nothing() {
    let (text, _) = whole();
    let desk = with(text);
    let server = good();
    for source in [
        "replay:galley-out/tiny/news/transcript.txt",
        "replay:copy.transcript",
    ] {
        fs::write(desk.path("copy.transcript"), text).expect("written");
        let ran = desk.run(&server, &["news.txt", "--model", source]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(&read(&desk.journal()), text);
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_recording_is_not_written_over() {
    let desk = Desk::new();
    fs::write(desk.path("calls.txt"), "my notes\n").expect("written");
    let dead = format!("http://{}/v1", dead_address());
    let args = ["news.txt", "--model", "openai:m", "--record", "calls.txt"];
    let ran = Ran::of(desk.command(&dead, &args).output().expect("galley runs"));
    assert_eq!(ran.code, Some(2));
    assert_eq!(read(&desk.path("calls.txt")), "my notes\n");
    let ran = desk.run(&good(), &args);
    ran.says(&["`calls.old-1.txt`"]);
    assert_eq!(read(&desk.path("calls.old-1.txt")), "my notes\n");
    assert!(read(&desk.path("calls.txt")).starts_with("galley transcript 1"));
    // The journal is no place for a recording.
    let before = read(&desk.journal());
    let own = "galley-out/tiny/news/transcript.txt";
    let ran = desk.run(
        &good(),
        &["news.txt", "--model", "openai:m", "--record", own],
    );
    assert_eq!(ran.code, Some(2));
    assert_eq!(read(&desk.journal()), before);
}

#[test]
fn a_second_run_in_a_folder_is_refused() {
    let desk = Desk::new();
    let slow = Server::start(|_, _| Reply::open_stream().stall());
    let args = ["news.txt", "--model", "openai:m"];
    let mut first = desk
        .command(&slow.base_url(), &args)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("galley runs");
    wait(|| !slow.requests().is_empty());
    let server = good();
    let ran = desk.run(&server, &args);
    assert_eq!(
        (ran.code, server.requests().len()),
        (Some(2), 0),
        "{}",
        ran.err
    );
    ran.says(&["E0611", "galley-out/tiny/news", "--out"]);
    first.kill().expect("it runs");
    first.wait().expect("it ends");
    assert_eq!(
        desk.run(&server, &args).code,
        Some(0),
        "the lock ended with its run"
    );
}

#[test]
fn two_sources_of_one_name_have_two_folders() {
    let desk = Desk::new();
    for (folder, text) in [("A", SOURCE), ("B", &SOURCE.replace("May", "June"))] {
        fs::create_dir(desk.path(folder)).expect("made");
        fs::write(desk.path(folder).join("news.txt"), text).expect("written");
    }
    let server = good();
    let run = |input: &str| desk.run(&server, &[input, "--model", "openai:m"]);
    assert!(!run("A/news.txt").err.contains("belongs to"));
    let first = read(&desk.journal());
    run("B/news.txt").says(&[
        "`galley-out/tiny/news` belongs to `A/news.txt`",
        "`galley-out/tiny/news-2`",
    ]);
    assert_eq!(read(&desk.journal()), first);
    let paid = server.requests().len();
    // Both go on where they are, also when a source is edited, and however its path is written.
    run("A/news.txt").says(&["galley-out/tiny/news/article.md"]);
    run("./B/../B/news.txt").says(&["galley-out/tiny/news-2/article.md"]);
    assert_eq!(server.requests().len(), paid);
    fs::write(desk.path("A/news.txt"), format!("{SOURCE}More.\n")).expect("written");
    run("A/news.txt").says(&["galley-out/tiny/news/article.md"]);
    // A file that was moved takes its folder along.
    fs::rename(desk.path("B"), desk.path("C")).expect("moved");
    run("C/news.txt").says(&["galley-out/tiny/news-2/article.md"]);
    assert!(!desk.path("galley-out/tiny/news-3").exists());
}

#[test]
fn a_folder_of_an_earlier_galley_stays_with_its_source() {
    let (text, _) = whole();
    let desk = with(text);
    fs::create_dir(desk.path("B")).expect("made");
    fs::write(desk.path("B/news.txt"), SOURCE).expect("written");
    let server = good();
    let ran = desk.run(&server, &["B/news.txt", "--model", "openai:m"]);
    ran.says(&["belongs to `news.txt`"]);
    let (ran, paid) = desk.usual();
    assert_eq!(paid, 0, "{}", ran.err);
}

#[test]
fn an_edited_article_is_kept() {
    let desk = Desk::new();
    let article = desk.out().join("article.md");
    desk.usual();
    let first = read(&article);
    let (ran, _) = desk.usual();
    assert!(!ran.err.contains("edited"), "{}", ran.err);
    // Line ends alone are no edit.
    fs::write(&article, first.replace('\n', "\r\n")).expect("written");
    assert!(!desk.usual().0.err.contains("edited"));
    for n in 1..=2 {
        let edited = format!("{first}\nWith love, the desk ({n}).\n");
        fs::write(&article, &edited).expect("written");
        let (ran, _) = desk.usual();
        ran.says(&["was edited", &format!("`article.edited-{n}.md`")]);
        assert_eq!(
            read(&desk.out().join(format!("article.edited-{n}.md"))),
            edited
        );
        assert_eq!(read(&article), first);
    }
    // An article of which nothing is known might be edited.
    fs::remove_file(desk.out().join(".galley.json")).expect("there");
    fs::write(&article, "Mine.\n").expect("written");
    desk.usual().0.says(&["`article.edited-3.md`"]);
}

#[test]
fn a_held_draft_stands_beside_an_article_that_passes() {
    let desk = Desk::new();
    desk.usual();
    let passing = read(&desk.out().join("article.md"));
    let report = read(&desk.out().join("report.txt"));
    let bad = Server::start(|request, _| Reply::answer(request, "Too short."));
    let ran = desk.run(&bad, &["news.txt", "--model", "openai:m", "--fresh"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    ran.says(&["passes, and stays", "article.held.md"]);
    assert_eq!(read(&desk.out().join("article.md")), passing);
    assert_eq!(read(&desk.out().join("report.txt")), report);
    assert!(read(&desk.out().join("article.held.md")).contains("Too short."));
    assert!(read(&desk.out().join("report.held.txt")).starts_with("article.held.md: "));
    // Nor does one replace an article that was edited since.
    fs::write(desk.out().join("article.md"), "Edited.\n").expect("written");
    let ran = desk.run(&bad, &["news.txt", "--model", "openai:m"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(read(&desk.out().join("article.md")), "Edited.\n");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused() {
    let desk = Desk::new();
    let fifo = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.expect("mkfifo runs").success());
    };
    fifo(&desk.path("pipe"));
    fs::create_dir_all(desk.out()).expect("a folder");
    let server = good();
    for model in [
        "replay:pipe",
        "replay:/dev/zero",
        "manual:pipe",
        "replay:galley-out",
    ] {
        let ran = desk.run(&server, &["news.txt", "--model", model]);
        assert_eq!(ran.code, Some(2), "{model}");
        ran.says(&["E0714"]);
    }
    fifo(&desk.journal());
    let ran = desk.run(&server, &["news.txt", "--model", "openai:m"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    ran.says(&["transcript.txt`: it is a pipe or a device"]);
    let ran = desk.run(
        &server,
        &[
            "news.txt",
            "--model",
            "openai:m",
            "--out",
            "other",
            "--record",
            "/dev/null",
        ],
    );
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(server.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_what_is_kept_and_how_to_go_on() {
    let desk = Desk::new();
    let slow = Server::start(|request, n| match n {
        0 | 1 => Reply::answer(request, &answer(request)),
        _ => Reply::open_stream().stall(),
    });
    let child = desk
        .command(&slow.base_url(), &["news.txt", "--model", "openai:m"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("galley runs");
    wait(|| {
        slow.requests().len() > 2
            && fs::read_to_string(desk.journal()).is_ok_and(|t| t.matches("\ncall: ").count() == 2)
    });
    let killed = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.expect("kill runs").success());
    let began = Instant::now();
    let ran = Ran::of(child.wait_with_output().expect("it ends"));
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(ran.code, Some(130), "{}", ran.err);
    ran.says(&[
        "interrupted: 2 answers are kept in `galley-out/tiny/news/transcript.txt`",
        "under way",
        "to go on: ",
        "run tiny.recipe news.txt --model openai:m --chain staged --profile hosted",
    ]);
    // The line does go on.
    let (_, calls) = whole();
    assert_eq!(desk.usual().1, calls - 2);
}

#[track_caller]
fn wait(until: impl Fn() -> bool) {
    let began = Instant::now();
    while !until() {
        assert!(began.elapsed() < Duration::from_secs(30), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Answers every request, and counts.
#[derive(Default)]
struct Counting(std::sync::atomic::AtomicUsize);

impl Model for Counting {
    fn id(&self) -> String {
        "openai:counting".to_owned()
    }

    fn profile(&self) -> Profile {
        Profile::hosted()
    }

    fn complete(
        &self,
        request: &Request,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Ok(Completion {
            text: format!("{}\ncall: trap\n\n>>> 0", request.step),
            finish: Finish::Stop,
            usage: None,
            model: "counting".to_owned(),
        })
    }
}

fn requests() -> Vec<Request> {
    let message = |role, text: &str| Message {
        role,
        text: text.to_owned(),
    };
    ["title", "section:lede", "section:facts", "title (repair 1)"]
        .iter()
        .zip(0..)
        .map(|(step, seed)| Request {
            step: (*step).to_owned(),
            messages: vec![
                message(Role::System, "The frame.\n\nmodel: of a text\ncall: none\n"),
                message(Role::User, &format!("Write the {step}.\n<<< a\n=== b\n")),
            ],
            seed,
            stop: vec!["###".to_owned()],
            ..Request::default()
        })
        .collect()
}

/// Asks everything with this journal; gives what was paid.
fn ask(path: &Path) -> usize {
    let model = Counting::default();
    let journal = Journal::open(&model, path, vec!["a note".to_owned()], Start::Resume)
        .expect("any file is taken");
    for request in requests() {
        let answer = journal.complete(&request, &mut |_| {}).expect("answered");
        assert!(answer.text.starts_with(&request.step));
    }
    model.0.load(std::sync::atomic::Ordering::SeqCst)
}

/// What is paid with this as the journal. A second run pays for nothing, and every byte is still there.
fn paid(journal: &[u8]) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("transcript.txt");
    fs::write(&path, journal).expect("written");
    let paid = ask(&path);
    assert_eq!(ask(&path), 0, "a mended journal is whole");
    let aside = folder.path().join("transcript.broken-1.txt");
    let now = fs::read(&path).expect("there");
    assert!(
        now.starts_with(journal)
            || fs::read(&aside).is_ok_and(|a| a == journal)
            || requests().len()
                == now.windows(7).filter(|w| w == b"\ncall: ").count()
                    - now.windows(11).filter(|w| w == b"\ncall: trap").count()
                    - now.windows(11).filter(|w| w == b"\ncall: none").count(),
        "nothing is lost"
    );
    paid
}

fn library_journal() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("transcript.txt");
        assert_eq!(ask(&path), 4);
        read(&path)
    })
}

/// Where each record begins and ends.
fn records(text: &str) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = text
        .match_indices("\ncall: ")
        .map(|(at, _)| at)
        .filter(|at| {
            !text[*at..].starts_with("\ncall: trap") && !text[*at..].starts_with("\ncall: none")
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).collect()
}

#[test]
fn a_journal_cut_anywhere_keeps_its_whole_records() {
    let text = library_journal();
    let records = records(text);
    assert_eq!(records.len(), 4);
    let near = |cut: &usize| {
        cut.is_multiple_of(23)
            || records
                .iter()
                .any(|(start, end)| start.abs_diff(*cut) < 3 || end.abs_diff(*cut) < 3)
    };
    for cut in (0..=text.len()).filter(near) {
        // The last line break is not part of an answer.
        let whole = records.iter().filter(|(_, end)| *end <= cut + 1).count();
        assert_eq!(paid(&text.as_bytes()[..cut]), 4 - whole, "cut at {cut}");
    }
}

/// `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_line_put_in_anywhere_costs_at_most_the_record_it_stands_in(
        at in 0usize..1000,
        own in any::<prop::sample::Index>(),
        line in prop_oneof![
            "[ -~é]{0,30}",
            Just("<<<<<<< HEAD".to_owned()),
            Just("=======".to_owned()),
            Just("call: title".to_owned()),
            Just("model: openai:counting".to_owned()),
            Just(String::new()),
        ],
        copy in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let text = library_journal();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = at % (lines.len() + 1);
        let before: usize = lines[..at].iter().map(|l| l.len()).sum();
        let line = if copy { lines[own.index(lines.len())].to_owned() } else { format!("{line}\n") };
        lines.insert(at, &line);
        let mut changed = lines.concat();
        if crlf {
            changed = changed.replace('\n', "\r\n");
        }
        let inside = records(text).iter().any(|(start, end)| *start + 1 < before && before < *end);
        prop_assert!(paid(changed.as_bytes()) <= usize::from(inside), "{:?} before line {}", line, at + 1);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
        let text = library_journal().as_bytes();
        let at = at.index(text.len());
        let mut changed = text[..at].to_vec();
        changed.extend_from_slice(&bytes);
        changed.extend_from_slice(&text[at..]);
        prop_assert!(paid(&changed) <= 1);
        prop_assert!(paid(&bytes) == 4);
    }

    #[test]
    fn crlf_costs_nothing(to in any::<prop::sample::Index>()) {
        let text = library_journal();
        let to = to.index(text.len());
        let changed = format!("{}{}", text[..to].replace('\n', "\r\n"), &text[to..]);
        prop_assert_eq!(paid(changed.as_bytes()), 0);
    }
}
