//! The `galley` command. Everything it does is in the library; see [`galley::cli`].

fn main() -> std::process::ExitCode {
    galley::cli::main()
}
