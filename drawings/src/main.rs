//! Writes the drawings: all, or those whose names begin with what is given.

use std::{fs, path::Path};

fn main() -> std::io::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(loa_drawings::FOLDER);
    for (name, scene) in loa_drawings::scenes::all() {
        if wanted.is_empty() || wanted.iter().any(|start| name.starts_with(start.as_str())) {
            let path = folder.join(name).with_extension("svg");
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let text = scene().drawn();
            println!("{name}: {} bytes", text.len());
            fs::write(path, text)?;
        }
    }
    Ok(())
}
