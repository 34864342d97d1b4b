//! The same campaign makes the same bytes, wherever and whenever it is built.

use std::path::Path;

use crate::{
    disk::{self, Tree},
    run,
};

/// Puts the sample campaign and its theme into a folder, file by file in the given order: most
/// disks list files in the order they came in, or in one that hangs on it.
fn copy(files: &[(&String, &Vec<u8>)], folder: &Path) {
    for (name, bytes) in files {
        disk::write(folder, name, bytes);
    }
}

#[test]
fn jobs_folders_time_zones_and_the_order_of_files_change_no_byte() {
    let mut files = Tree::new();
    for folder in ["content", "i18n", "themes"] {
        files.extend(disk::repository(folder));
    }
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaign.yaml");
    files.insert("campaign.yaml".to_owned(), std::fs::read(settings).expect("the settings"));
    let mut files: Vec<_> = files.iter().collect();
    let top = tempfile::tempdir().expect("a folder");
    let (here, there) = (top.path().join("a"), top.path().join("chiến dịch").join("b"));
    copy(&files, &here);
    files.reverse();
    copy(&files, &there);

    let build = |root: &Path, zone: &str, jobs: &str| {
        let out = root.join("dist");
        let mut command = run::command(root, &out);
        command.args(["--sample", "--place", "loc-ninh,xa-mau", "--jobs", jobs]);
        command.args(["--format", "web,copier,trifold"]);
        command.env("TZ", zone).env("LANG", if jobs == "1" { "C" } else { "vi_VN.UTF-8" });
        command.current_dir(root);
        run::succeed(&mut command);
        disk::output(&out)
    };
    let one = build(&here, "America/Los_Angeles", "1");
    let other = build(&there, "Asia/Ho_Chi_Minh", "4");
    for kind in ["copier/burns.pdf", "trifold/burns.pdf", "eyes-on.html", "manifest.json"] {
        assert!(one.keys().any(|name| name.ends_with(kind)), "no {kind}");
    }
    disk::assert_same(&one, &other, "two builds of one campaign");
}
