//! Reading without a network: what a browser may keep of a place when its reader asks for it. The
//! lists belong to languages, so that a changed lesson changes a list and no other page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use xxhash_rust::xxh3::Xxh3;

use super::{Own, asset_path, page::Kind, plate::Plate};
use crate::model::{Artifact, Campaign, Lang, fact::in_lang};

/// The script between pages and network. It lies at the top of the site, whose pages it serves.
pub const WORKER: &str = "sw.js";

/// What may be kept of each place, in the folder of a language.
pub const LIST: &str = "keep.json";

/// What lies at the top of a site that has an address: the script and what an installed site is
/// called.
pub fn files(campaign: &Campaign) -> Vec<Artifact> {
    if campaign.settings.base_url.is_empty() {
        return Vec::new();
    }
    let first = campaign.first_lang();
    let icons: Vec<_> = [192, 512]
        .into_iter()
        .filter_map(|size| {
            let name = format!("icon-{size}.png");
            let bytes = campaign.theme.assets.get(&name)?;
            Some(json!({ "src": asset_path(&name, bytes), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any maskable" }))
        })
        .collect();
    let title = in_lang(&campaign.settings.title, first, first);
    let manifest = json!({
        "name": title, "short_name": title, "lang": first.as_str(),
        "start_url": "index.html", "scope": "./", "display": "browser", "icons": icons,
    });
    let file = |name: &str, bytes| Artifact { path: format!("site/{name}"), bytes };
    let worker = campaign.theme.assets.get(WORKER);
    let worker = worker.map(|bytes| file(WORKER, bytes.to_vec()));
    worker.into_iter().chain([file("app.webmanifest", manifest.to_string().into_bytes())]).collect()
}

/// What may be kept of a place in a language: nothing discreet, and no other file than these pages
/// need. Changes whenever one of the pages does for all places.
pub fn list(campaign: &Campaign, lang: &Lang, plates: &[Plate], own: &[Own]) -> Option<Artifact> {
    if campaign.settings.base_url.is_empty() {
        return None;
    }
    let names: BTreeSet<String> =
        Kind::of_place(campaign).filter(|kind| kind.may_be_kept()).map(Kind::name).collect();
    let kept = |plate: &&Plate| names.contains(&plate.name);
    let mut version = Xxh3::new();
    let mut assets = BTreeSet::new();
    let mut take = |plate: &Plate| {
        version.update(&plate.key(0).to_le_bytes());
        assets.extend(named(plate.shared()));
        plate.name.clone()
    };
    let pages: Vec<String> = plates.iter().filter(kept).map(&mut take).collect();
    let mut of_places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (places, _, plate) in own {
        if kept(&plate) {
            let name = take(plate);
            for place in places {
                of_places.entry(place).or_default().push(name.clone());
            }
        }
    }
    let version = format!("{:016x}", version.digest());
    let list = json!({ "version": version, "pages": pages, "assets": assets, "own": of_places });
    let bytes = list.to_string().into_bytes();
    Some(Artifact { path: format!("site/{lang}/{LIST}"), bytes })
}

/// The files of the folder of assets that a page names.
fn named(page: &str) -> impl Iterator<Item = String> {
    let part_of_name = |c: &char| c.is_alphanumeric() || "-_.".contains(*c);
    page.split("../assets/")
        .skip(1)
        .map(move |rest| rest.chars().take_while(part_of_name).collect())
}
