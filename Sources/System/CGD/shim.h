#pragma once
#include <gd.h>
#include <gdfontl.h>
