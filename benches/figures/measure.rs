//! Time of the processor and memory, of this process and of others.

use std::{path::Path, process::Command, time::Duration};

use cpu_time::ProcessTime;
use serde_json::Value;

/// What this process has used so far.
pub fn own_cpu() -> Duration {
    ProcessTime::now().as_duration()
}

/// The most memory this process has held.
pub fn own_peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux system");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kilobytes: f64 = peak.trim().trim_end_matches(" kB").parse().expect("kilobytes");
    kilobytes / 1e3
}

/// What children that have ended have used so far, to a hundredth of a second.
pub fn children_cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("a Linux system");
    // The name of the program comes second, in brackets, and may hold anything.
    let (_, numbers) = stat.rsplit_once(')').expect("a name");
    let ticks = numbers.split_whitespace().skip(13).take(2);
    let hundredths: u64 = ticks.map(|ticks| ticks.parse::<u64>().expect("ticks")).sum();
    Duration::from_millis(hundredths * 10)
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
