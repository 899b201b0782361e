/// Graphviz, loaded when something is first drawn with it: programs that draw nothing start without
/// its libraries, and run where they are not installed.
// The only user of cgraph and gvc.
#pragma once

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include "cutpoint/result.hpp"

namespace cutpoint {

/// What is used of its libraries, under the names that it has there. Variables are addresses.
struct Graphviz {
  decltype(::Agdirected)* Agdirected;
  decltype(::AgMemDisc)* AgMemDisc;
  decltype(::AgIoDisc)* AgIoDisc;
  decltype(::agattr)* agattr;
  decltype(::agclose)* agclose;
  decltype(::agedge)* agedge;
  decltype(::agerrors)* agerrors;
  decltype(::agfstnode)* agfstnode;
  decltype(::agfstout)* agfstout;
  decltype(::agfstsubg)* agfstsubg;
  decltype(::agget)* agget;
  decltype(::agnedges)* agnedges;
  decltype(::agnode)* agnode;
  decltype(::agnxtnode)* agnxtnode;
  decltype(::agnxtout)* agnxtout;
  decltype(::agnxtsubg)* agnxtsubg;
  decltype(::agopen)* agopen;
  decltype(::agreseterrors)* agreseterrors;
  decltype(::agroot)* agroot;
  decltype(::agsafeset)* agsafeset;
  decltype(::agseterrf)* agseterrf;
  decltype(::agstrdup)* agstrdup;
  decltype(::agstrdup_html)* agstrdup_html;
  decltype(::agstrfree)* agstrfree;
  decltype(::agsubg)* agsubg;
  decltype(::agwrite)* agwrite;
  decltype(::gvContext)* gvContext;
  decltype(::gvFreeContext)* gvFreeContext;
  decltype(::gvFreeLayout)* gvFreeLayout;
  decltype(::gvFreeRenderData)* gvFreeRenderData;
  decltype(::gvLayout)* gvLayout;
  decltype(::gvRenderData)* gvRenderData;
  decltype(::gvcVersion)* gvcVersion;
};

/// The libraries that this was built for, once they are loaded; otherwise why they are not. They
/// stay loaded. Any thread.
[[nodiscard]] const Result<Graphviz>& graphviz();

}  // namespace cutpoint
