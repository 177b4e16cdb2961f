// SPDX-License-Identifier: MIT
/// The values that are no structs.
#include "io/writer.hpp"

#include "tiersim/core/quantity_text.hpp"

namespace tiersim::json {

Value write(bool value) { return boolean(value); }

Value write(double value) { return number(value); }

Value write(std::uint32_t value) { return whole(value); }

Value write(std::uint64_t value) { return whole(value); }

Value write(const std::string& value) { return text(value); }

Value write(Duration value) { return text(to_text(value)); }

Value write(Rate value) { return text(to_text(value)); }

Value write(Probability value) { return text(to_text(value)); }

Value write(Bytes value) { return text(to_text(value)); }

Value write(const Quantity& value)
{
    return std::visit([](auto quantity) { return write(quantity); }, value);
}

Value write(const Step& value) { return write(value.does); }

Empirical without_contents(Empirical value)
{
    if (!value.file.empty()) value.values.clear();
    return value;
}

Trace without_contents(Trace value)
{
    if (!value.file.empty()) value.arrivals.clear();
    return value;
}

Haproxy without_contents(Haproxy value)
{
    if (value.file.empty() && !(value.config == haproxy::Config{}))
        throw std::invalid_argument{"the configuration of \"" + value.name +
                                    "\" is from no file; it cannot be written to one"};
    value.config = {};
    return value;
}

}  // namespace tiersim::json
