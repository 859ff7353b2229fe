//! The managed engine with a real, tiny model. Run with `cargo test --features engine-tests --test it model_local::`; the
//! runtime and the model are pulled into the target folder on first use (130 MB).
#![allow(clippy::unwrap_used)]
#![cfg(feature = "engine-tests")]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use galley::model::choose::Environment;
use galley::model::engine::Engine;
use galley::model::local::{Local, Setup, Weights, fetch};
use galley::model::openai::probe;
use galley::model::pull::Cache;
use galley::model::{Completion, Message, Model, ModelError, Request, Role, catalogue};

fn setup(log: &str) -> Setup {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    Setup {
        weights: Weights::Known(catalogue::find("smollm2-135m").expect("it is known")),
        cache: Cache::at(folder.join("cache")),
        environment: Environment::new(std::env::vars()),
        offline: false,
        log: folder.join(log),
    }
}

fn request(text: &str) -> Request {
    let message = |role, text: &str| Message {
        role,
        text: text.to_owned(),
    };
    Request {
        step: "test".to_owned(),
        messages: vec![
            message(
                Role::System,
                &"You write about ports, ships and the people who work there. ".repeat(10),
            ),
            message(Role::User, text),
        ],
        max_tokens: 24,
        temperature: 0.1,
        seed: 3,
        repetition_penalty: 1.05,
        ..Request::default()
    }
}

fn ask(local: &Local, text: &str) -> Result<Completion, ModelError> {
    local.complete(&request(text), &mut |p| eprintln!("{p:?}"))
}

/// Whether a process exists and is not a zombie.
fn lives(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|s| {
        s.rsplit(')')
            .next()
            .is_some_and(|rest| !rest.trim_start().starts_with('Z'))
    })
}

/// Waits until a process is gone, however busy the machine is.
fn ends(pid: u32) {
    while lives(pid) {
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn kill_9(pid: u32) {
    assert!(
        Command::new("kill")
            .args(["-9", &pid.to_string()])
            .status()
            .unwrap()
            .success()
    );
}

#[test]
fn a_run_uses_one_engine_and_evaluates_a_shared_start_once() {
    let local = Local::new(setup("run.log"));
    // Started by a thread that ends: the engine must outlive it.
    std::thread::scope(|scope| {
        scope.spawn(|| ask(&local, "Write one sentence about Antwerp.").unwrap());
    });
    let pid = local.process_id().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(lives(pid));
    let answer = ask(&local, "Write one sentence about Rotterdam.").unwrap();
    assert_eq!(local.process_id(), Some(pid));
    let usage = answer.usage.unwrap();
    assert!(usage.prompt > 100 && usage.cached > 100, "{usage:?}");
    assert!(usage.completion > 0 && usage.completion <= 24);
    assert_eq!(
        ask(&local, "Write one sentence about Rotterdam.")
            .unwrap()
            .text,
        answer.text,
        "a seed repeats"
    );
    assert!(local.engine().is_some());
    drop(local);
    assert!(!lives(pid), "dropping ends the engine");
}

#[test]
fn the_engine_is_guarded_by_its_key() {
    let (path, program) = fetch(&setup("key.log"), &mut |_| {}).unwrap();
    let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("key.log");
    let engine = Engine::start(&program, &path, &log, &mut |_| {}).unwrap();
    let second = Duration::from_secs(2);
    let models = format!("{}/v1/chat/completions", engine.address());
    assert!(engine.address().starts_with("http://127.0.0.1:"));
    let status = status_of(&models, None);
    assert_eq!(status, 401);
    assert_ne!(status_of(&models, Some(engine.key().reveal())), 401);
    assert!(
        probe(
            &format!("{}/health", engine.address()),
            None,
            second,
            second
        )
        .is_some()
    );
    let text = std::fs::read_to_string(log).unwrap();
    assert!(
        !text.contains(engine.key().reveal()),
        "the log does not hold the key"
    );
    let command =
        std::fs::read_to_string(format!("/proc/{}/cmdline", engine.process_id().unwrap())).unwrap();
    assert!(
        !command.contains(engine.key().reveal()),
        "nor does the command line"
    );
}

/// The status of a POST with an empty object.
fn status_of(url: &str, key: Option<&str>) -> u16 {
    let address = url.strip_prefix("http://").unwrap();
    let (host, path) = address.split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let key = key
        .map(|k| format!("authorization: Bearer {k}\r\n"))
        .unwrap_or_default();
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nhost: {host}\r\n{key}content-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}"
    )
    .unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    line.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn an_engine_that_dies_is_named_and_the_next_call_starts_another() {
    let local = Local::new(setup("dies.log"));
    ask(&local, "Write one word.").unwrap();
    let pid = local.process_id().unwrap();
    kill_9(pid);
    let error = ask(&local, "Write one word.").unwrap_err();
    assert_eq!(error.code().as_str(), "E0719", "{error}");
    ask(&local, "Write one word.").unwrap();
    assert_ne!(local.process_id(), Some(pid));
}

#[test]
fn a_file_that_is_no_model_is_told_with_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.gguf");
    std::fs::write(&path, "GGUF and then nothing").unwrap();
    fetch(&setup("broken.log"), &mut |_| {}).unwrap();
    let local = Local::new(Setup {
        weights: Weights::File(path),
        log: folder.path().join("engine.log"),
        ..setup("broken.log")
    });
    let error = ask(&local, "x").unwrap_err();
    let ModelError::EngineDidNotStart { tail, .. } = &error else {
        panic!("{error}")
    };
    assert!(!tail.is_empty());
}

/// Not a test by itself: the process that [`killing_galley_ends_the_engine`] kills.
#[test]
#[ignore = "run by another test"]
fn the_process_to_be_killed() {
    let local = Local::new(setup("killed.log"));
    local.start(&mut |_| {}).unwrap();
    println!("\nengine {}", local.process_id().unwrap());
    std::thread::sleep(Duration::from_secs(60));
}

/// Starts this binary again, with an engine, and gives both process ids.
fn another_galley() -> (Child, u32) {
    let mut galley = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "model_local::the_process_to_be_killed",
            "--ignored",
            "--nocapture",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let engine = BufReader::new(galley.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .find_map(|l| l.strip_prefix("engine ")?.trim().parse().ok())
        .expect("it tells the engine's process");
    (galley, engine)
}

#[test]
#[cfg(target_os = "linux")]
fn killing_galley_ends_the_engine() {
    fetch(&setup("killed.log"), &mut |_| {}).unwrap();
    let (mut galley, engine) = another_galley();
    assert!(lives(engine));
    kill_9(galley.id());
    galley.wait().unwrap();
    ends(engine);
}

#[test]
fn the_launcher_ends_with_its_pipe() {
    // Without the kernel's help, as on other systems.
    let (path, _) = fetch(&setup("pipe.log"), &mut |_| {}).unwrap();
    let python = setup("pipe.log")
        .cache
        .runtime_python()
        .expect("the runtime was pulled");
    let launcher = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/launcher.py"),
    )
    .unwrap();
    for loaded in [true, false] {
        let mut child = Command::new(&python)
            .args(["-I", "-u", "-c", &launcher])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let config = serde_json::json!({ "model": path, "context": 512, "threads": 1, "key": "k" });
        writeln!(pipe, "{config}").unwrap();
        if loaded {
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap())
                .read_line(&mut line)
                .unwrap();
            assert!(line.contains("http://127.0.0.1:"), "{line}");
        }
        drop(pipe);
        child.wait().expect("the launcher ends with its pipe");
    }
}

/// A program that takes the arguments and the variable that `llama-server` takes, and is the runtime's server inside.
#[test]
#[cfg(unix)]
fn a_bare_llama_server_is_started_as_it_wants_to_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let plain = setup("bare.log");
    fetch(&plain, &mut |_| {}).unwrap();
    let python = plain
        .cache
        .runtime_python()
        .expect("the runtime was pulled");
    let folder = tempfile::tempdir().unwrap();
    let server = folder.path().join("llama-server");
    let script = format!(
        "#!{}\nimport argparse, os, threading, xllamacpp\n\
        a = argparse.ArgumentParser()\n\
        for n in ('model', 'host'): a.add_argument('--' + n, required=True)\n\
        for n in ('port', 'ctx-size', 'parallel', 'threads'): a.add_argument('--' + n, type=int, required=True)\n\
        a = a.parse_args()\n\
        p = xllamacpp.CommonParams()\n\
        p.model.path = a.model; p.hostnames = [a.host]; p.port = a.port; p.n_ctx = a.ctx_size; p.n_parallel = a.parallel\n\
        p.api_keys = [os.environ['LLAMA_API_KEY']]\n\
        s = xllamacpp.Server(p)\n\
        threading.Event().wait()\n",
        python.display()
    );
    std::fs::write(&server, script).unwrap();
    std::fs::set_permissions(&server, std::fs::Permissions::from_mode(0o755)).unwrap();
    let variables = std::env::vars().chain([(
        "GALLEY_LLAMA_SERVER".to_owned(),
        server.display().to_string(),
    )]);
    let local = Local::new(Setup {
        environment: Environment::new(variables),
        ..plain
    });
    ask(&local, "Write one word.").unwrap();
    assert!(
        local
            .engine()
            .unwrap()
            .ends_with("from GALLEY_LLAMA_SERVER)")
    );
    let pid = local.process_id().unwrap();
    drop(local);
    ends(pid);
}
