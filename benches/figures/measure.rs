//! Time of the processor and memory, of this process and of others.

use std::{path::Path, process::Command, time::Duration};

use nix::sys::resource::{Usage, UsageWho, getrusage};
use serde_json::Value;

fn cpu(usage: &Usage) -> Duration {
    let of = |time: nix::sys::time::TimeVal| {
        Duration::from_secs(time.tv_sec().unsigned_abs())
            + Duration::from_micros(time.tv_usec().unsigned_abs())
    };
    of(usage.user_time()) + of(usage.system_time())
}

/// What this process has used so far.
pub fn own_cpu() -> Duration {
    cpu(&getrusage(UsageWho::RUSAGE_SELF).expect("usage"))
}

/// The most memory this process has held.
pub fn own_peak_mb() -> f64 {
    let peak = getrusage(UsageWho::RUSAGE_SELF).expect("usage").max_rss();
    // Kilobytes, but bytes on macOS.
    let unit = if cfg!(target_os = "macos") { 1e6 } else { 1e3 };
    peak as f64 / unit
}

/// What children that have ended have used so far.
pub fn children_cpu() -> Duration {
    cpu(&getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage"))
}

/// Runs a child and reads what it found.
pub fn child(arguments: &[&str]) -> Found {
    let me = std::env::current_exe().expect("this program");
    let run = Command::new(me).arg("--child").args(arguments).output().expect("a child");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    Found(serde_json::from_str(said.trim()).expect("one line of JSON"))
}

/// What a child found.
pub struct Found(Value);

impl Found {
    pub fn number(&self, name: &str) -> f64 {
        self.0[name].as_f64().unwrap_or_else(|| panic!("no {name} in {}", self.0))
    }

    pub fn count(&self, name: &str) -> usize {
        self.number(name) as usize
    }
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// An empty folder.
pub fn empty(path: &Path) {
    if path.exists() {
        std::fs::remove_dir_all(path).expect("an old output");
    }
    std::fs::create_dir_all(path).expect("a folder");
}
